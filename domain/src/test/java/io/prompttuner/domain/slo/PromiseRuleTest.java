package io.prompttuner.domain.slo;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.domain.slo.PromiseRule.End;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromiseRuleTest {

    private static final Instant DEADLINE = Instant.parse("2030-01-01T00:00:00Z");

    @ParameterizedTest(name = "{0} at {1} s, cancelled at {2} s: {3}")
    @CsvSource({
        "SUCCEEDED, -1,    , MET",
        "SUCCEEDED,  0,    , MET",
        "SUCCEEDED,  1,    , MISSED",
        "SUCCEEDED, -1,  -5, MET",
        "OTHERWISE, -1,    , MISSED",
        "OTHERWISE, -1,  -5, MISSED",
        "CANCELLED, -1,  -5, EXCLUDED",
        "CANCELLED,  9,   0, EXCLUDED",
        "CANCELLED,  9,   1, MISSED",
        "CANCELLED, -1,    , MISSED",
    })
    void judgesByTheBrokersClockAlone(End end, long endedAt, @Nullable Long cancelledAt, Promise expected) {
        Instant cancelled = cancelledAt == null ? null : DEADLINE.plusSeconds(cancelledAt);

        assertThat(PromiseRule.judge(end, DEADLINE.plusSeconds(endedAt), cancelled, DEADLINE))
                .isEqualTo(expected);
    }
}
