package io.prompttuner.trainer.tuning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Lets the model answer inputs by always taking its first choice.
 *
 * @param endOfText token that closes an answer, or -1 if the model has none
 */
public record GreedyAnswer(PromptModel model, int endOfText) {

    /** The answer's tokens without the closing one: at most {@code limit}, and no more than the model has room for. */
    public int[] to(int[] input, float[] prompt, int limit) {
        return to(List.of(input), prompt, limit).get(0);
    }

    /**
     * The same for several inputs, side by side: one prediction for each token of the longest answer, over those that have
     * not ended, each from the first token of its text on, as the model remembers nothing between two.
     */
    public List<int[]> to(List<int[]> inputs, float[] prompt, int limit) {
        var texts = new ArrayList<>(inputs);
        List<Integer> open = open(IntStream.range(0, texts.size()).boxed().toList(), texts, prompt);
        for (int i = 0; i < limit && !open.isEmpty(); i++) {
            long[] next = next(open.stream().map(texts::get).toList(), prompt);
            var going = new ArrayList<Integer>();
            for (int k = 0; k < next.length; k++) {
                int row = open.get(k);
                if (next[k] != endOfText) {
                    texts.set(row, extended(texts.get(row), (int) next[k]));
                    going.add(row);
                }
            }
            open = open(going, texts, prompt);
        }
        return IntStream.range(0, texts.size())
                .mapToObj(row -> answer(inputs.get(row), texts.get(row)))
                .toList();
    }

    /** Those of the rows that the model has room for. */
    private List<Integer> open(List<Integer> rows, List<int[]> texts, float[] prompt) {
        int room = model.positions() - promptTokens(prompt);
        return rows.stream().filter(row -> texts.get(row).length <= room).toList();
    }

    /** Any target will do: only the prediction at its place is read. */
    private long[] next(List<int[]> texts, float[] prompt) {
        var asked = texts.stream()
                .map(text -> new TokenExample(text, new int[] {0}))
                .toList();
        return model.predict(prompt, TokenBatch.of(asked, promptTokens(prompt))).tokens();
    }

    private int promptTokens(float[] prompt) {
        return prompt.length / model.hidden();
    }

    private static int[] extended(int[] text, int token) {
        int[] longer = Arrays.copyOf(text, text.length + 1);
        longer[text.length] = token;
        return longer;
    }

    private static int[] answer(int[] input, int[] text) {
        return Arrays.copyOfRange(text, input.length, text.length);
    }
}
