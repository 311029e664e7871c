package io.prompttuner.simulator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.prompttuner.policies.Policies;
import io.prompttuner.simulator.workload.PlainWorkload;
import io.prompttuner.simulator.workload.SimJob;
import io.prompttuner.simulator.workload.Workload;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Where there is a theory, the simulator agrees with it: first come first served, with arrivals and durations without a
 * memory, is the M/M/c queue, whose mean wait is {@code C(c, a) / (c mu - lambda)} with Erlang's C.
 *
 * <p>Waits hang together over hundreds of jobs, so that even 200,000 of them stray by 4 %: the sums of sixteen such runs are
 * compared, each with the theory for the rates that were in fact drawn.
 */
class QueueingIT {

    private static final int RUNS = 16;
    private static final int JOBS = 200_000;
    private static final int WARM_UP = 4_000;
    private static final double MEAN_SECONDS = 100;

    @Test
    void oneServer() {
        agrees(1, 0.5);
    }

    @Test
    void manyServers() {
        agrees(8, 0.6);
    }

    private record Wait(double simulated, double theory) {

        Wait plus(Wait other) {
            return new Wait(simulated + other.simulated, theory + other.theory);
        }
    }

    private static void agrees(int servers, double load) {
        Wait sum = LongStream.rangeClosed(1, RUNS)
                .parallel()
                .mapToObj(seed -> wait(servers, load, seed))
                .reduce(new Wait(0, 0), Wait::plus);

        assertThat(sum.simulated() / sum.theory())
                .as("%d servers: %s", servers, sum)
                .isCloseTo(1, within(0.02));
    }

    private static Wait wait(int servers, double load, long seed) {
        Workload workload = new PlainWorkload(JOBS, load * servers / MEAN_SECONDS, MEAN_SECONDS, seed).generate();
        var fifo = Policies.named("fifo:window=86400"); // nobody goes cold
        SimulationResult result =
                Simulation.run(workload, SystemSpec.of(servers, 0, BankRule.OFF), fifo, 1, Observer.NOBODY);
        double waited = result.jobs().subList(WARM_UP, JOBS).stream()
                .mapToDouble(
                        job -> SimTime.seconds(job.firstHeldMicros() - job.job().submittedMicros()))
                .average()
                .orElseThrow();
        return new Wait(waited, theory(servers, workload));
    }

    private static double theory(int servers, Workload workload) {
        List<SimJob> jobs = workload.jobs();
        double perSecond = JOBS / SimTime.seconds(jobs.get(JOBS - 1).submittedMicros());
        double step = workload.models().get(0).stepSeconds();
        double seconds = jobs.stream()
                .mapToDouble(job -> job.ownSteps() * step)
                .average()
                .orElseThrow();
        return erlangC(servers, perSecond * seconds) / (servers / seconds - perSecond);
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
