package io.prompttuner.trainer.race;

import io.prompttuner.trainer.tuning.TuningState;
import java.util.List;

/**
 * How a race ended.
 *
 * @param winner index of the winner
 * @param state the winner's, optimiser included: the job goes on from it
 * @param field every candidate with its last judgement, in the order they were entered
 */
public record RaceResult(int winner, TuningState state, List<Runner> field) {

    /** Optimiser steps of the losers. They cost, and never feed a forecast. */
    public long raceSteps() {
        return field.stream()
                .filter(runner -> runner.candidate() != winner)
                .mapToLong(Runner::steps)
                .sum();
    }
}
