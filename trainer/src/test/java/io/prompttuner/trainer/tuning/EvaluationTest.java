package io.prompttuner.trainer.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.wire.event.AnswerScore;
import io.prompttuner.wire.event.Target;
import io.prompttuner.wire.event.TargetMetric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluationTest {

    private static final Evaluation FIRST = new Evaluation(0.5, 0.5, new AnswerScore(0.5, 0.5));

    @ParameterizedTest
    @CsvSource({
        "LOSS,     0.4, 0.1, 0.1, 0.1, true",
        "LOSS,     0.5, 0.9, 0.9, 0.9, false",
        "ACCURACY, 0.9, 0.6, 0.1, 0.1, true",
        "ACCURACY, 0.1, 0.4, 0.9, 0.9, false",
        "TOKEN_F1, 0.9, 0.1, 0.6, 0.1, true",
        "TOKEN_F1, 0.1, 0.9, 0.4, 0.9, false",
        "ROUGE_L,  0.9, 0.1, 0.1, 0.6, true",
        "ROUGE_L,  0.1, 0.9, 0.9, 0.4, false",
        "ROUGE_L,  0.4, 0.1, 0.1, 0.5, true",
        "ROUGE_L,  0.6, 0.9, 0.9, 0.5, false"
    })
    void isBetterInTheTargetsOwnTermsAndByLossWhereTheyDontDecide(
            TargetMetric metric, double loss, double accuracy, double tokenF1, double rougeL, boolean better) {
        var found = new Evaluation(loss, accuracy, new AnswerScore(tokenF1, rougeL));

        assertThat(found.betterThan(FIRST, new Target(metric, 1))).isEqualTo(better);
    }

    @Test
    void withoutAnswersIsWorseThanAnyWithSome() {
        var target = new Target(TargetMetric.TOKEN_F1, 0.1);
        var none = new Evaluation(0.1, 1);

        assertThat(none.betterThan(FIRST, target)).isFalse();
        assertThat(FIRST.betterThan(none, target)).isTrue();
        assertThat(none.betterThan(new Evaluation(0.2, 1), target)).isTrue();
        assertThat(none.meets(target)).isFalse();
        assertThat(FIRST.meets(target)).isTrue();
    }

    @Test
    void getsOnByWhatItWinsInTheTargetsOwnTerms() {
        var rule = new StopRule(new Target(TargetMetric.ROUGE_L, 1), 100, 3, 0.25);

        assertThat(rule.getsOn(new Evaluation(9, 0, new AnswerScore(0, 0.75)), FIRST))
                .isTrue();
        assertThat(rule.getsOn(new Evaluation(0, 1, new AnswerScore(1, 0.7)), FIRST))
                .isFalse();
        assertThat(rule.needsAnswers()).isTrue();
        assertThat(StopRule.of(new Target(TargetMetric.ACCURACY, 1), 1).needsAnswers())
                .isFalse();
        assertThat(StopRule.of(null, 1).needsAnswers()).isFalse();
    }
}
