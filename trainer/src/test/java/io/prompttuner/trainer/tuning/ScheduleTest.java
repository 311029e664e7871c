package io.prompttuner.trainer.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.prompttuner.wire.event.ScheduleKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {

    /** As {@code transformers.get_scheduler(name, optimizer, 4, 20)} gives them. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            CONSTANT_WITH_WARMUP, 0, 0
            CONSTANT_WITH_WARMUP, 3, 0.75
            CONSTANT_WITH_WARMUP, 4, 1
            CONSTANT_WITH_WARMUP, 19, 1
            LINEAR, 1, 0.25
            LINEAR, 4, 1
            LINEAR, 8, 0.75
            LINEAR, 19, 0.0625
            LINEAR, 20, 0
            LINEAR, 25, 0
            COSINE, 2, 0.5
            COSINE, 4, 1
            COSINE, 8, 0.8535533905932737
            COSINE, 12, 0.5
            COSINE, 19, 0.009607359798384785
            COSINE, 25, 0
            """)
    void itIsAsInTransformers(ScheduleKind kind, long step, double share) {
        assertThat(new Schedule(kind, 4, 20).share(step)).isCloseTo(share, within(1e-15));
    }

    @Test
    void aConstantOneIsExactlyOne() {
        assertThat(Schedule.CONSTANT.share(0)).isEqualTo(1);
        assertThat(Schedule.CONSTANT.share(1_000_000)).isEqualTo(1);
    }

    @Test
    void aConstantOneHasNoWarmUp() {
        assertThatThrownBy(() -> new Schedule(ScheduleKind.CONSTANT, 1, 20)).hasMessageContaining("warm-up");
    }
}
