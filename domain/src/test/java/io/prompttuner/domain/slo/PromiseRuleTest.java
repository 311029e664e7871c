package io.prompttuner.domain.slo;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.domain.slo.PromiseRule.End;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
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

    @Test
    void repeatedAndLateNewsIsCountedOnce() {
        var news = new ArrayList<Runnable>();
        var attainment = new Attainment();
        for (int i = 0; i < 10; i++) {
            String job = "j" + i;
            Promise promise = i < 6 ? Promise.MET : i < 9 ? Promise.MISSED : Promise.EXCLUDED;
            news.addAll(Collections.nCopies(3, () -> attainment.judged(job, promise)));
        }
        Collections.shuffle(news, new Random(5));

        news.forEach(Runnable::run);

        assertThat(List.of(
                        attainment.size(Promise.MET),
                        attainment.size(Promise.MISSED),
                        attainment.size(Promise.EXCLUDED)))
                .containsExactly(6, 3, 1);
        assertThat(attainment.share()).hasValue(6.0 / 9);
    }

    @Test
    void anOutcomeOverridesAnEarlierMiss() {
        var attainment = new Attainment();
        attainment.live("j");
        assertThat(attainment.share()).isEmpty();
        attainment.judged("j", Promise.MISSED);
        assertThat(attainment.share()).hasValue(0);

        attainment.judged("j", Promise.MET);

        assertThat(attainment.share()).hasValue(1);
        assertThat(attainment.live()).isZero();
    }
}
