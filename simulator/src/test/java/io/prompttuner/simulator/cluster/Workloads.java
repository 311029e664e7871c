package io.prompttuner.simulator.cluster;

import io.prompttuner.domain.throughput.StepTime;
import io.prompttuner.simulator.workload.BaseModelSpec;
import io.prompttuner.simulator.workload.SimJob;
import io.prompttuner.simulator.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Small workloads whose times can be worked out in the head: 10 s to load, 5 s to look up, 1 s a step on one worker. */
final class Workloads {

    static final String MODEL = "m";
    static final BaseModelSpec SPEC = new BaseModelSpec(MODEL, 1, 1, 10, 0, 5);

    /** Step time of two workers, in microseconds. */
    static final double TWO = 1e6 * StepTime.shared(1, 2);

    private Workloads() {}

    static Workload of(SimJob... jobs) {
        return new Workload("by hand", List.of(SPEC), List.of(jobs));
    }

    /** A job of 20 steps from its own prompt, or 10 from the bank, of at most 30. */
    static SimJob job(String id, int atSecond, int deadlineSecond) {
        return new SimJob(id, "acme", MODEL, atSecond * 1_000_000L, deadlineSecond * 1_000_000L, 20, 10, 30, 4);
    }

    /** Jobs of two base models, one of which takes two GPUs, that arrive close to one another. */
    static Workload random(long seed, int jobs) {
        var chance = new Random(seed);
        var models = List.of(new BaseModelSpec("a", 1, 0.3, 2, 0.3, 1), new BaseModelSpec("b", 2, 0.7, 4, 0.2, 2));
        var all = new ArrayList<SimJob>();
        for (int n = 0; n < jobs; n++) {
            long own = chance.nextInt(30);
            long at = 250_000L * chance.nextInt(4 * jobs); // many arrive at the same moment
            all.add(new SimJob(
                    "j" + n,
                    "t" + chance.nextInt(3),
                    chance.nextBoolean() ? "a" : "b",
                    at,
                    at + 1_000_000L * (1 + chance.nextInt(40)),
                    own,
                    own / 2,
                    own + chance.nextInt(10),
                    1 + chance.nextInt(4)));
        }
        return new Workload("random", models, all);
    }
}
