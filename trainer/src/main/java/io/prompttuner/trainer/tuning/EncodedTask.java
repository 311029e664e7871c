package io.prompttuner.trainer.tuning;

import java.util.List;

/** A task's two parts in tokens, each in the order of its dataset. */
public record EncodedTask(List<TokenExample> train, List<TokenExample> heldOut) {

    public EncodedTask {
        train = List.copyOf(train);
        heldOut = List.copyOf(heldOut);
        if (train.isEmpty() || heldOut.isEmpty()) {
            throw new IllegalArgumentException(
                    "a task needs train and held-out examples, got %d and %d".formatted(train.size(), heldOut.size()));
        }
    }

    /** Tokens of the longest prompt that still fits in front of every example, given the model's positions. */
    public int roomForPrompt(int modelPositions) {
        return modelPositions - Math.max(longest(train), longest(heldOut));
    }

    private static int longest(List<TokenExample> examples) {
        return examples.stream().mapToInt(TokenExample::positions).max().orElse(0);
    }
}
