package io.prompttuner.trainer.race;

import java.util.ArrayList;
import java.util.List;

/**
 * Plans a race by successive halving (Jamieson and Talwalkar, "Non-stochastic Best Arm Identification and
 * Hyperparameter Optimization", 2016): the steps are shared evenly between the rounds, and within a round between those
 * still in it; after each round the better half, rounded up, goes on.
 *
 * @param share most optimiser steps of all candidates together, as a share of the job's steps
 */
public record RacePlanner(double share) {

    /** A tenth of the job's steps. */
    public static final RacePlanner DEFAULT = new RacePlanner(0.1);

    public RacePlanner {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share must be in [0, 1], got " + share);
        }
    }

    /**
     * One round.
     *
     * @param field candidates that run in it
     * @param steps optimiser steps each of them takes
     * @param kept how many go on
     */
    public record Round(int field, int steps, int kept) {}

    /** The rounds for a field of candidates, until one is left; none for a single one. */
    public List<Round> rounds(int candidates, long maxSteps) {
        int count = candidates < 2 ? 0 : 32 - Integer.numberOfLeadingZeros(candidates - 1);
        long left = (long) Math.floor(maxSteps * share);
        var rounds = new ArrayList<Round>();
        int field = candidates;
        for (int round = 0; round < count; round++) {
            int steps = (int) Math.min(Integer.MAX_VALUE, left / (count - round) / field);
            int kept = (field + 1) / 2;
            rounds.add(new Round(field, steps, kept));
            left -= (long) steps * field;
            field = kept;
        }
        return rounds;
    }
}
