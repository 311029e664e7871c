package io.prompttuner.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.wire.event.AnswerScore;
import io.prompttuner.wire.event.Target;
import io.prompttuner.wire.event.TargetMetric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetTest {

    private static final AnswerScore ANSWERS = new AnswerScore(0.75, 0.5);

    @ParameterizedTest
    @CsvSource({
        "LOSS,     0.25, true,  loss <= 0.25",
        "LOSS,     0.24, false, loss <= 0.24",
        "ACCURACY, 0.9,  true,  accuracy >= 0.9",
        "ACCURACY, 0.91, false, accuracy >= 0.91",
        "TOKEN_F1, 0.75, true,  token F1 >= 0.75",
        "TOKEN_F1, 0.76, false, token F1 >= 0.76",
        "ROUGE_L,  0.5,  true,  ROUGE-L >= 0.5",
        "ROUGE_L,  0.51, false, ROUGE-L >= 0.51"
    })
    void isMetByItsOwnMeasureAlone(TargetMetric metric, double value, boolean met, String spoken) {
        var target = new Target(metric, value);

        assertThat(target.metBy(0.25, 0.9, ANSWERS)).isEqualTo(met);
        assertThat(target.spoken()).isEqualTo(spoken);
    }

    @Test
    void onAnswersIsNeverMetWithoutThem() {
        for (TargetMetric metric : TargetMetric.values()) {
            assertThat(new Target(metric, metric.rises() ? 0.01 : 20).metBy(0.25, 0.9, null))
                    .isEqualTo(!metric.ofAnswers());
        }
    }
}
