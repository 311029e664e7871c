package io.prompttuner.wire.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutageTest {

    private final Outage outage = new Outage();

    @Test
    void isSaidOnceWhenItBeginsAndOnceWhenItIsOver() {
        assertThat(outage.ends()).isFalse();
        assertThat(outage.begins()).isTrue();
        assertThat(outage.begins()).isFalse();
        assertThat(outage.ends()).isTrue();
        assertThat(outage.ends()).isFalse();
        assertThat(outage.begins()).isTrue();
    }
}
