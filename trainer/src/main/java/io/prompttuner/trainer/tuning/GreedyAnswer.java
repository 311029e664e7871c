package io.prompttuner.trainer.tuning;

import java.util.Arrays;
import java.util.List;

/**
 * Lets the model answer an input by always taking its first choice.
 *
 * @param endOfText token that closes an answer, or -1 if the model has none
 */
public record GreedyAnswer(PromptModel model, int endOfText) {

    /** The answer's tokens without the closing one: at most {@code limit}, and no more than the model has room for. */
    public int[] to(int[] input, float[] prompt, int limit) {
        int promptTokens = prompt.length / model.hidden();
        int room = Math.min(limit, model.positions() - promptTokens - input.length + 1);
        int[] text = input;
        for (int i = 0; i < room; i++) {
            int next = next(text, prompt, promptTokens);
            if (next == endOfText) {
                break;
            }
            text = Arrays.copyOf(text, text.length + 1);
            text[text.length - 1] = next;
        }
        return Arrays.copyOfRange(text, input.length, text.length);
    }

    /** Any target will do: only the prediction at its place is read. */
    private int next(int[] text, float[] prompt, int promptTokens) {
        var asked = new TokenExample(text, new int[] {0});
        return (int) model.predict(prompt, TokenBatch.of(List.of(asked), promptTokens))
                .tokens()[0];
    }
}
