package io.prompttuner.trainer.task;

import io.prompttuner.store.dataset.Dataset;
import io.prompttuner.store.dataset.Example;
import io.prompttuner.trainer.model.ModelConfig;
import io.prompttuner.trainer.model.TextCodec;
import io.prompttuner.trainer.tuning.AnswerExam;
import io.prompttuner.trainer.tuning.EncodedTask;
import io.prompttuner.trainer.tuning.GreedyAnswer;
import io.prompttuner.trainer.tuning.PromptModel;
import io.prompttuner.trainer.tuning.StopRule;
import io.prompttuner.trainer.tuning.TokenExample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns a dataset into a model's tokens.
 *
 * <p>The target follows the input after one space, and is closed by the end-of-text token where the model has one: the
 * closing token is a target token too, so that a prompt learns to end its answer, and an answer equals the target only
 * if it ends where the target does.
 */
public record TaskEncoder(TextCodec codec, ModelConfig config) {

    /** Encodes a task that will be tuned behind a prompt of at most so many tokens. */
    public TaskEncoding encode(Dataset dataset, int promptTokens) {
        var faults = new ArrayList<String>();
        List<TokenExample> train = examples("train", dataset.train(), promptTokens, faults);
        List<TokenExample> heldOut = examples("held-out", dataset.heldout(), promptTokens, faults);
        return faults.isEmpty()
                ? new TaskEncoding.Fits(new EncodedTask(train, heldOut))
                : new TaskEncoding.Unfit(faults);
    }

    /** The tokens a model is given for an input. */
    public int[] input(String input) {
        return codec.encode(input);
    }

    /** What a job's evaluations take to generate answers; none where its target can be told without, as they are dear. */
    public @Nullable AnswerExam exam(PromptModel model, EncodedTask task, StopRule stop) {
        return stop.needsAnswers() ? exam(model, task) : null;
    }

    /** Lets a model answer a task, and compares as text, for one text may have several forms in tokens. */
    public AnswerExam exam(PromptModel model, EncodedTask task) {
        var greedy = new GreedyAnswer(model, config.endOfText());
        return AnswerExam.of(
                task, greedy, (answer, target) -> AnswerScoring.score(codec.decode(answer), codec.decode(target)));
    }

    private List<TokenExample> examples(String part, List<Example> examples, int promptTokens, List<String> faults) {
        var encoded = new ArrayList<TokenExample>();
        for (int i = 0; i < examples.size(); i++) {
            Example example = examples.get(i);
            int[] input = input(example.input());
            int[] target = target(example);
            int needed = promptTokens + input.length + target.length - 1;
            if (input.length == 0 || target.length == 0) {
                faults.add("%s example %d: its %s has no tokens"
                        .formatted(part, i + 1, input.length == 0 ? "input" : "target"));
            } else if (needed > config.positions()) {
                faults.add("%s example %d: needs %d positions, %d of them for the prompt, but the model has %d"
                        .formatted(part, i + 1, needed, promptTokens, config.positions()));
            } else {
                encoded.add(new TokenExample(input, target));
            }
        }
        return encoded;
    }

    private int[] target(Example example) {
        boolean spaced = endsInSpace(example.input()) || example.target().startsWith(" ");
        int[] answer = codec.encode(spaced ? example.target() : " " + example.target());
        if (config.endOfText() < 0) {
            return answer;
        }
        int[] closed = Arrays.copyOf(answer, answer.length + 1);
        closed[answer.length] = config.endOfText();
        return closed;
    }

    private static boolean endsInSpace(String text) {
        return !text.isEmpty() && Character.isWhitespace(text.charAt(text.length() - 1));
    }
}
