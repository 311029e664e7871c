package io.prompttuner.trainer.group;

import java.util.Map;

/**
 * Who computed what of a round's sum, as one member saw it.
 *
 * @param leaves of each member that any were taken from; together they are the round's
 * @param takenOver leaves that this member computed in another's place, as nothing was coming from there
 */
public record Contributions(Map<String, Integer> leaves, int takenOver) {

    public Contributions {
        leaves = Map.copyOf(leaves);
    }
}
