package io.prompttuner.simulator.paper;

import io.prompttuner.simulator.experiment.RunResult;
import java.util.List;

/** Means over the seeds of one cell. */
record Mean(double violationPct, double costUsd) {

    static Mean of(List<RunResult> results) {
        return new Mean(
                results.stream().mapToDouble(RunResult::violationPct).average().orElse(0),
                results.stream().mapToDouble(RunResult::costUsd).average().orElse(0));
    }

    double of(Quantity quantity) {
        return switch (quantity) {
            case VIOLATIONS -> violationPct;
            case COST -> costUsd;
        };
    }
}
