package io.prompttuner.benchmarks.reaction.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    @Test
    void percentilesAreWaitsThatWereMeasured() {
        Latencies hundred = Latencies.ofNanos(LongStream.rangeClosed(1, 100)
                .mapToObj(millis -> millis * 1_000_000)
                .toList());

        assertThat(hundred.count()).isEqualTo(100);
        assertThat(hundred.percentile(0.5)).isEqualTo(50);
        assertThat(hundred.percentile(0.99)).isEqualTo(99);
        assertThat(hundred.max()).isEqualTo(100);
    }

    @Test
    void noWaitsHaveNoPercentile() {
        assertThat(Latencies.ofNanos(List.of()).max()).isNaN();
    }
}
