package io.prompttuner.simulator.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlainWorkloadTest {

    private static final int JOBS = 100_000;

    private final Workload workload = new PlainWorkload(JOBS, 4, 2.5, 1).generate();

    @Test
    void arrivalsAreAPoissonProcess() {
        List<SimJob> jobs = workload.jobs();
        double[] gaps = IntStream.range(1, JOBS)
                .mapToDouble(
                        n -> (jobs.get(n).submittedMicros() - jobs.get(n - 1).submittedMicros()) / 1e6)
                .toArray();

        assertExponential(gaps, 0.25);
    }

    @Test
    void durationsAreExponential() {
        double step = workload.models().get(0).stepSeconds();

        assertExponential(
                workload.jobs().stream()
                        .mapToDouble(job -> job.ownSteps() * step)
                        .toArray(),
                2.5);
    }

    @Test
    void nothingTellsJobsApartBeforehand() {
        assertThat(workload.jobs()).allSatisfy(job -> {
            assertThat(job.bankSteps()).isEqualTo(job.ownSteps());
            assertThat(job.maxSteps()).isEqualTo(40_000);
            assertThat(job.sloSeconds()).isEqualTo(3_155_760_000.0);
        });
    }

    @Test
    void theSameSeedGivesTheSameJobs() {
        assertThat(new PlainWorkload(100, 1, 1, 5).generate()).isEqualTo(new PlainWorkload(100, 1, 1, 5).generate());
        assertThat(new PlainWorkload(100, 1, 1, 5).generate()).isNotEqualTo(new PlainWorkload(100, 1, 1, 6).generate());
    }

    /** Mean and standard deviation of an exponential distribution are the same, and 1/e of it is above the mean. */
    private static void assertExponential(double[] values, double mean) {
        double sum = 0;
        double squares = 0;
        int above = 0;
        for (double value : values) {
            sum += value;
            squares += value * value;
            above += value > mean ? 1 : 0;
        }
        double found = sum / values.length;
        assertThat(found).isEqualTo(mean, within(0.015 * mean));
        assertThat(Math.sqrt(squares / values.length - found * found)).isEqualTo(mean, within(0.02 * mean));
        assertThat((double) above / values.length).isEqualTo(Math.exp(-1), within(0.006));
    }
}
