package io.prompttuner.platform.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.wire.event.AnswerScore;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpokenTest {

    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "PT0S, in 0s",
        "PT59S, in 59s",
        "PT200S, in 3m20s",
        "PT2H5M, in 2h05m",
        "PT72H, in 3 days",
        "PT-40S, 40s ago",
        "PT-61S, 1m01s ago"
    })
    void saysHowFarAwayAnInstantIs(Duration away, String words) {
        assertThat(Spoken.away(NOW.plus(away), NOW)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(
            value = {"0.1234, 0.123", "null, -"},
            nullValues = "null")
    void showsThreeDigitsOrNothing(Double value, String words) {
        assertThat(Spoken.number(value)).isEqualTo(words);
    }

    @Test
    void saysWhatAnswersCameToWhereThereAreAny() {
        assertThat(Spoken.heldOut(0.25, 0.5, null)).isEqualTo("held-out loss 0.250, accuracy 0.500");
        assertThat(Spoken.heldOut(0.25, 0.5, new AnswerScore(0.75, 0.7)))
                .isEqualTo("held-out loss 0.250, accuracy 0.500, token F1 0.750, ROUGE-L 0.700");
        assertThat(Spoken.heldOut(null, null, null)).isEqualTo("held-out loss -, accuracy -");
    }
}
