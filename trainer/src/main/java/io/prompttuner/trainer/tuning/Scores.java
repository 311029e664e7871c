package io.prompttuner.trainer.tuning;

import io.prompttuner.wire.event.AnswerScore;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What evaluation batches that follow one another gave. They are kept apart and added up once, from the first to the
 * last, so that whoever computed them the bits are those of one member that evaluates all.
 */
public record Scores(List<Score> batches) implements Partial<Scores> {

    public Scores {
        batches = List.copyOf(batches);
    }

    /**
     * One batch of an evaluation.
     *
     * @param lossSum nats
     * @param answers answer tokens summed over
     * @param right examples answered exactly
     * @param generated what generated answers come to; absent if none were asked for
     */
    public record Score(
            double lossSum,
            long answers,
            int right,
            @Nullable AnswerSums generated) {}

    /** How near generated answers come to their targets, each from 0 to 1, summed over a batch's examples. */
    public record AnswerSums(double tokenF1, double rougeL) {}

    static Scores of(Score score) {
        return new Scores(List.of(score));
    }

    @Override
    public Scores plus(Scores other) {
        var both = new ArrayList<>(batches);
        both.addAll(other.batches);
        return new Scores(both);
    }

    /** All batches together, which hold so many examples. */
    Evaluation evaluation(int examples) {
        double lossSum = 0;
        long answers = 0;
        int right = 0;
        for (Score batch : batches) {
            lossSum += batch.lossSum();
            answers += batch.answers();
            right += batch.right();
        }
        return new Evaluation(lossSum / answers, (double) right / examples, generated(examples));
    }

    private @Nullable AnswerScore generated(int examples) {
        double tokenF1 = 0;
        double rougeL = 0;
        for (Score batch : batches) {
            @Nullable AnswerSums sums = batch.generated();
            if (sums == null) {
                return null;
            }
            tokenF1 += sums.tokenF1();
            rougeL += sums.rougeL();
        }
        return new AnswerScore(tokenF1 / examples, rougeL / examples);
    }
}
