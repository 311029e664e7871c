package io.prompttuner.simulator.report;

import io.prompttuner.simulator.bound.Bound;
import io.prompttuner.simulator.bound.ClairvoyantBound;
import io.prompttuner.simulator.calibration.Bank;
import io.prompttuner.simulator.calibration.Calibration;
import io.prompttuner.simulator.experiment.Run;
import io.prompttuner.simulator.experiment.RunResult;
import io.prompttuner.simulator.experiment.Scenario;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sets beside each result what nobody could do better on the same jobs. */
public final class Judging {

    private Judging() {}

    /** Of runs and their results, in the same order. The bound of a scenario is computed once, with the full bank. */
    public static List<Judged> of(List<Run> runs, List<RunResult> results, Calibration calibration) {
        Map<Scenario, Bound> bounds = new HashMap<>();
        List<Judged> judged = new ArrayList<>();
        for (int n = 0; n < runs.size(); n++) {
            Bound bound = bounds.computeIfAbsent(runs.get(n).scenario(), scenario -> bound(scenario, calibration));
            judged.add(new Judged(results.get(n), bound));
        }
        return judged;
    }

    private static Bound bound(Scenario scenario, Calibration calibration) {
        return new ClairvoyantBound(scenario.gpus(), calibration.connectSeconds())
                .of(scenario.source().jobs(scenario.slo(), scenario.seed(), Bank.FULL_SIZE));
    }
}
