package io.prompttuner.simulator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.prompttuner.policies.Policies;
import io.prompttuner.simulator.workload.PlainWorkload;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Where there is a theory, the simulator agrees with it: first come first served, with arrivals and durations without a
 * memory, is the M/M/c queue, whose mean wait is {@code C(c, a) / (c mu - lambda)} with Erlang's C.
 */
class QueueingIT {

    private static final int JOBS = 600_000;
    private static final int WARM_UP = 10_000;
    private static final double MEAN_SECONDS = 100;

    @Test
    void oneServer() {
        agrees(1, 0.5);
    }

    @Test
    void aFewServers() {
        agrees(4, 0.7);
    }

    @Test
    void manyServers() {
        agrees(16, 0.8);
    }

    private static void agrees(int servers, double load) {
        double perSecond = load * servers / MEAN_SECONDS;
        var workload = new PlainWorkload(JOBS, perSecond, MEAN_SECONDS, 11).generate();
        var fifo = Policies.named("fifo:window=86400"); // nobody goes cold

        SimulationResult result =
                Simulation.run(workload, SystemSpec.of(servers, 0, BankRule.OFF), fifo, 1, Observer.NOBODY);

        List<JobResult> settled = result.jobs().subList(WARM_UP, JOBS);
        double wait = settled.stream()
                .mapToDouble(
                        job -> SimTime.seconds(job.firstHeldMicros() - job.job().submittedMicros()))
                .average()
                .orElseThrow();
        double theory = erlangC(servers, load * servers) / (servers / MEAN_SECONDS - perSecond);
        assertThat(wait / theory)
                .as("%d servers: %.2f s against %.2f s", servers, wait, theory)
                .isCloseTo(1, within(0.02));
    }

    /** Probability to wait, by the recursion of Erlang's B (Erlang 1917). */
    private static double erlangC(int servers, double offered) {
        double blocked = 1;
        for (int n = 1; n <= servers; n++) {
            blocked = offered * blocked / (n + offered * blocked);
        }
        double load = offered / servers;
        return blocked / (1 - load + load * blocked);
    }
}
