package io.prompttuner.trainer.tuning;

/**
 * One example as the model sees it.
 *
 * @param input token ids of the input, at least one
 * @param target token ids of the answer, closed by the end-of-text token where the model has one; at least one
 */
@SuppressWarnings("ArrayRecordComponent") // tokens by the million; nobody compares examples
public record TokenExample(int[] input, int[] target) {

    public TokenExample {
        if (input.length == 0 || target.length == 0) {
            throw new IllegalArgumentException("an example needs at least one input and one target token");
        }
    }

    /** Positions the model needs for it, apart from the prompt: the last target token is predicted, never read. */
    public int positions() {
        return input.length + target.length - 1;
    }
}
