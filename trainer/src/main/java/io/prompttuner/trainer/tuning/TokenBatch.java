package io.prompttuner.trainer.tuning;

import java.util.List;

/**
 * Examples side by side, padded on the right to the longest of them.
 *
 * <p>Attention is causal and every answer precedes the padding, so padding needs no mask and cannot change a result.
 *
 * @param ids token ids, {@code [rows, width]}, row by row
 * @param lengths tokens of each row before its padding
 * @param positions where an answer token is predicted: indices into {@code [rows, promptTokens + width]}, flattened
 * @param targets the answer token expected at each of these positions
 */
@SuppressWarnings("ArrayRecordComponent") // laid out as the model reads it; nobody compares batches
public record TokenBatch(long[] ids, int width, int[] lengths, long[] positions, long[] targets) {

    /** Lays the examples out behind a prompt of so many tokens. */
    public static TokenBatch of(List<TokenExample> examples, int promptTokens) {
        int width = examples.stream().mapToInt(TokenExample::positions).max().orElseThrow();
        int answers = examples.stream().mapToInt(e -> e.target().length).sum();
        var batch = new TokenBatch(
                new long[examples.size() * width],
                width,
                new int[examples.size()],
                new long[answers],
                new long[answers]);
        int answer = 0;
        for (int row = 0; row < examples.size(); row++) {
            answer = batch.place(examples.get(row), row, promptTokens, answer);
        }
        return batch;
    }

    public int rows() {
        return lengths.length;
    }

    private int place(TokenExample example, int row, int promptTokens, int firstAnswer) {
        int[] input = example.input();
        int[] target = example.target();
        lengths[row] = example.positions();
        for (int i = 0; i < example.positions(); i++) {
            ids[row * width + i] = i < input.length ? input[i] : target[i - input.length];
        }
        long start = (long) row * (promptTokens + width) + promptTokens + input.length - 1;
        for (int i = 0; i < target.length; i++) {
            positions[firstAnswer + i] = start + i;
            targets[firstAnswer + i] = target[i];
        }
        return firstAnswer + target.length;
    }
}
