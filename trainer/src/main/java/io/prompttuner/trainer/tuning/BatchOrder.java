package io.prompttuner.trainer.tuning;

import java.util.List;
import java.util.Random;

/**
 * Which training examples a step sees, from (seed, step) alone: no generator's state has to be saved or shared.
 *
 * <p>Each pass over the data is a fresh permutation; a batch may reach from one pass into the next.
 */
public record BatchOrder(long seed, int examples, int batchSize) {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    /** Example indices of the batch that turns state {@code step} into the next, in order. */
    public int[] batch(long step) {
        int[] batch = new int[batchSize];
        long epoch = -1;
        int[] order = {};
        for (int i = 0; i < batchSize; i++) {
            long position = step * batchSize + i;
            if (position / examples != epoch) {
                epoch = position / examples;
                order = permutation(epoch);
            }
            batch[i] = order[(int) (position % examples)];
        }
        return batch;
    }

    /** The examples of one micro-batch of a batch that is cut into {@code count} as equal parts as can be. */
    static List<TokenExample> part(List<TokenExample> batch, int index, int count) {
        return batch.subList(index * batch.size() / count, (index + 1) * batch.size() / count);
    }

    /** Fisher and Yates; {@link Random}'s algorithm is part of its specification. */
    private int[] permutation(long epoch) {
        var random = new Random(seed + GOLDEN_GAMMA * (epoch + 1));
        int[] order = new int[examples];
        for (int i = 0; i < examples; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }
}
