package io.prompttuner.trainer.tuning;

/**
 * A prompt on its way: where it is and what the optimiser remembers. Arrays are {@code [tokens, hidden]} and are never
 * written to after construction.
 *
 * @param mean running mean of the gradient (first moment)
 * @param square running mean of its square (second moment)
 * @param step optimiser steps taken
 */
@SuppressWarnings("ArrayRecordComponent") // large, and compared by nobody
public record AdamState(float[] prompt, float[] mean, float[] square, long step) {

    public AdamState {
        if (prompt.length != mean.length || prompt.length != square.length) {
            throw new IllegalArgumentException("prompt and moments differ in size: %d, %d, %d"
                    .formatted(prompt.length, mean.length, square.length));
        }
    }

    /** A prompt that has not been tuned yet. */
    public static AdamState start(float[] prompt) {
        return new AdamState(prompt.clone(), new float[prompt.length], new float[prompt.length], 0);
    }
}
