package io.prompttuner.benchmarks.reaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReactionOptionsTest {

    @Test
    void aThousandReportsASecondForAMinuteIfNothingElseIsSaid() {
        assertThat(ReactionOptions.of(List.of()))
                .isEqualTo(new ReactionOptions(1_000, Duration.ofSeconds(20), Duration.ofSeconds(60), null));
    }

    @Test
    void takesWhatItIsTold() {
        List<String> told = List.of("--rate", "10000", "--warm-up", "5", "--seconds", "30", "--json", "figures.json");

        assertThat(ReactionOptions.of(told))
                .isEqualTo(new ReactionOptions(
                        10_000, Duration.ofSeconds(5), Duration.ofSeconds(30), Path.of("figures.json")));
    }

    @Test
    void namesWhatIsWrong() {
        assertThatThrownBy(() -> ReactionOptions.of(List.of("--rates", "1"))).hasMessageContaining("--rates");
        assertThatThrownBy(() -> ReactionOptions.of(List.of("--rate"))).hasMessageContaining("--rate is not known or");
        assertThatThrownBy(() -> ReactionOptions.of(List.of("--rate", "0"))).hasMessageContaining("1 to 1000000");
        assertThatThrownBy(() -> ReactionOptions.of(List.of("--rate", "many"))).hasMessageContaining("no whole number");
    }
}
