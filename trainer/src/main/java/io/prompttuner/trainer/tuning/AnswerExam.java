package io.prompttuner.trainer.tuning;

import io.prompttuner.trainer.tuning.Scores.AnswerSums;
import io.prompttuner.wire.event.AnswerScore;
import java.util.Arrays;
import java.util.List;

/**
 * Lets a model answer in its own words, for targets that its first choices beside the right answer don't tell.
 *
 * <p>It is dear: where loss and accuracy take one forward pass over a batch, this takes one more for each token of the
 * batch's longest answer, {@code limit} at most, over texts that grow. So only jobs pay for it whose target asks for it.
 *
 * @param limit tokens of an answer; what goes on is cut off
 */
public record AnswerExam(GreedyAnswer greedy, Judge judge, int limit) {

    /** Answers may be so many times as long as the longest target. */
    private static final int LENGTHS = 2;

    /** Says how near an answer comes to its target, both in tokens without a closing one. */
    public interface Judge {
        AnswerScore score(int[] answer, int[] target);
    }

    /** The exam for a task's held-out part. */
    public static AnswerExam of(EncodedTask task, GreedyAnswer greedy, Judge judge) {
        int longest = task.heldOut().stream()
                .mapToInt(row -> row.target().length)
                .max()
                .orElseThrow();
        return new AnswerExam(greedy, judge, LENGTHS * longest);
    }

    /** What the answers behind a prompt come to, added up from the first row to the last. */
    AnswerSums sums(float[] prompt, List<TokenExample> rows) {
        List<int[]> answers = greedy.to(rows.stream().map(TokenExample::input).toList(), prompt, limit);
        double tokenF1 = 0;
        double rougeL = 0;
        for (int row = 0; row < rows.size(); row++) {
            AnswerScore score = judge.score(answers.get(row), open(rows.get(row).target()));
            tokenF1 += score.tokenF1();
            rougeL += score.rougeL();
        }
        return new AnswerSums(tokenF1, rougeL);
    }

    private int[] open(int[] target) {
        int last = target.length - 1;
        return target[last] == greedy.endOfText() ? Arrays.copyOf(target, last) : target;
    }
}
