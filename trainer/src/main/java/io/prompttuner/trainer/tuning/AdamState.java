package io.prompttuner.trainer.tuning;

/**
 * A tensor on its way, such as a prompt {@code [tokens, hidden]}: where it is, and what the optimiser remembers. Arrays
 * are never written to after construction.
 *
 * @param mean running mean of the gradient (first moment)
 * @param square running mean of its square (second moment)
 * @param step optimiser steps taken
 */
@SuppressWarnings("ArrayRecordComponent") // large, and compared by nobody
public record AdamState(float[] values, float[] mean, float[] square, long step) {

    public AdamState {
        if (values.length != mean.length || values.length != square.length) {
            throw new IllegalArgumentException("values and moments differ in size: %d, %d, %d"
                    .formatted(values.length, mean.length, square.length));
        }
    }

    /** What has not been tuned yet. */
    public static AdamState start(float[] values) {
        return new AdamState(values.clone(), new float[values.length], new float[values.length], 0);
    }
}
