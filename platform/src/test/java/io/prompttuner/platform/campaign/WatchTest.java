package io.prompttuner.platform.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class WatchTest {

    private final AtomicBoolean back = new AtomicBoolean();
    private final AtomicBoolean step = new AtomicBoolean();
    private final Watch watch = new Watch(back::get, step::get);

    @Test
    void isOverWhenBothSignsWereSeenInWhateverOrder() throws Exception {
        assertThat(watch.isSo()).isFalse();
        step.set(true);
        assertThat(watch.isSo()).isFalse();
        step.set(false); // seen once is enough
        back.set(true);

        assertThat(watch.isSo()).isTrue();
        assertThat(watch.stepSeconds()).isLessThanOrEqualTo(watch.backSeconds());
    }

    @Test
    void keepsTheFirstTimeOfASign() throws Exception {
        back.set(true);
        assertThat(watch.isSo()).isFalse();
        double first = watch.backSeconds();
        step.set(true);

        assertThat(watch.isSo()).isTrue();
        assertThat(watch.backSeconds()).isEqualTo(first);
    }
}
