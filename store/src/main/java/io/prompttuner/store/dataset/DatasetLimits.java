package io.prompttuner.store.dataset;

/**
 * How much of a task is accepted.
 *
 * @param bytes of the file at most
 * @param lines of the file at most
 * @param lineBytes of one line at most
 * @param train examples to learn from at least
 * @param heldout examples to judge by at least
 */
public record DatasetLimits(int bytes, int lines, int lineBytes, int train, int heldout) {

    /** 32 MiB, 100,000 lines of 64 KiB; at least 8 examples to learn from and 4 to judge by. */
    public static final DatasetLimits DEFAULT = new DatasetLimits(32 << 20, 100_000, 64 << 10, 8, 4);
}
