package io.prompttuner.simulator.report;

import io.prompttuner.policies.PolicySpec;
import io.prompttuner.simulator.bound.Bound;
import io.prompttuner.simulator.experiment.RunResult;
import io.prompttuner.simulator.experiment.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Results as they could have come out, made by hand: 10 jobs on 32 GPUs at 2 dollars an hour. */
final class Outcomes {

    static final int JOBS = 10;

    private final List<Judged> all = new ArrayList<>();
    private String load = "medium";
    private double slo = 1;
    private SortedMap<String, Tally> tenants = new TreeMap<>();

    Outcomes at(String otherLoad, double otherSlo) {
        load = otherLoad;
        slo = otherSlo;
        return this;
    }

    Outcomes tenants(String... names) {
        tenants = new TreeMap<>();
        for (String name : names) {
            tenants.put(name, new Tally(JOBS, 1));
        }
        return this;
    }

    Outcomes run(String policy, long seed, int violations, double cost) {
        return run(policy, seed, violations, cost, 0);
    }

    Outcomes run(String policy, long seed, int violations, double cost, int unfinished) {
        var result = new RunResult(
                "generated",
                load,
                slo,
                32,
                PolicySpec.parse(policy),
                seed,
                JOBS,
                violations,
                unfinished,
                cost,
                cost * 1800,
                10,
                3,
                tenants);
        all.add(new Judged(result, new Bound(JOBS, 0, seed - 1, 3600 * seed)));
        return this;
    }

    List<Judged> all() {
        return all;
    }

    RunResult first() {
        return all.get(0).result();
    }
}
