package io.prompttuner.simulator.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prompttuner.simulator.calibration.Calibration;
import io.prompttuner.simulator.calibration.CalibrationFile;
import io.prompttuner.simulator.experiment.Experiment.Progress;
import io.prompttuner.simulator.report.Judging;
import io.prompttuner.simulator.report.ResultsCsv;
import io.prompttuner.simulator.workload.PaperLoad;
import io.prompttuner.simulator.workload.Workload;
import io.prompttuner.simulator.workload.WorkloadGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExperimentTest {

    private static final Calibration CALIBRATION = CalibrationFile.bundled();
    private static final WorkloadSource LOW = new PaperSource(PaperLoad.LOW, new WorkloadGenerator(CALIBRATION));

    @Test
    void theSameSeedsGiveTheSameBytesOnAnyNumberOfThreads() throws InterruptedException {
        List<Run> runs =
                grid("prompttuner", "infless", "elasticflow", "edf-elastic").runs();

        String once = csv(runs, 1);
        String again = csv(runs, 3);

        assertThat(again).isEqualTo(once);
        assertThat(once.lines()).hasSize(1 + 2 * 2 * 4);
        assertThat(once.lines().skip(1)).allMatch(line -> line.split(",", -1).length == 16);
    }

    @Test
    void anotherDeadlineMeansTheSameJobs() {
        List<RunResult> results = Stream.of(0.5, 50.0)
                .map(slo -> new Run(new Scenario(LOW, slo, 32, 1), Variant.parse("fifo")).result(CALIBRATION))
                .toList();

        assertThat(results.get(0).jobs()).isEqualTo(PaperLoad.LOW.jobs());
        assertThat(results.get(0).violations()).isGreaterThan(results.get(1).violations());
        assertThat(results.get(1).violations()).isZero();
    }

    @Test
    void aClusterIsPaidForAsAWholeWhereItIsOwned() {
        Scenario scenario = new Scenario(LOW, 1, 32, 1);
        RunResult owned = new Run(scenario, Variant.parse("prompttuner:billing=cluster")).result(CALIBRATION);
        RunResult used = new Run(scenario, Variant.parse("prompttuner")).result(CALIBRATION);

        assertThat(owned.gpuSeconds()).isGreaterThan(32 * 19 * 60);
        assertThat(used.gpuSeconds()).isLessThan(owned.gpuSeconds());
        assertThat(owned.costUsd()).isEqualTo(owned.gpuSeconds() / 3600 * CALIBRATION.price());
    }

    @Test
    void everyTenantsJobsAreCounted() {
        RunResult result = new Run(new Scenario(LOW, 1, 32, 1), Variant.parse("fifo")).result(CALIBRATION);

        Tally all = result.tenants().values().stream().reduce(Tally.NONE, Tally::plus);
        assertThat(all).isEqualTo(new Tally(result.jobs(), result.violations()));
        assertThat(result.tenants()).hasSizeGreaterThan(1);
    }

    @Test
    void aRunThatFailsIsNamed() {
        var broken = new WorkloadSource() {
            @Override
            public String workload() {
                return "broken";
            }

            @Override
            public String load() {
                return "none";
            }

            @Override
            public Workload jobs(double slo, long seed, int bankSize) {
                throw new IllegalStateException("no jobs");
            }
        };
        var runs = List.of(new Run(new Scenario(broken, 1, 4, 7), Variant.parse("fifo")));

        assertThatThrownBy(() -> new Experiment(CALIBRATION, 1).results(runs, Progress.SILENT))
                .hasMessage("fifo failed on none with S 1.0, 4 GPUs, seed 7")
                .hasRootCauseMessage("no jobs");
    }

    @Test
    void progressIsToldOfEveryRun() throws InterruptedException {
        List<Integer> told = new ArrayList<>();
        new Experiment(CALIBRATION, 1).results(grid("fifo").runs(), (done, all) -> told.add(10 * done + all));

        assertThat(told).containsExactly(14, 24, 34, 44);
    }

    private static String csv(List<Run> runs, int threads) throws InterruptedException {
        List<RunResult> results = new Experiment(CALIBRATION, threads).results(runs, Progress.SILENT);
        return ResultsCsv.of(Judging.of(runs, results, CALIBRATION), CALIBRATION.hash());
    }

    private static Grid grid(String... policies) {
        return new Grid(
                List.of(LOW),
                List.of(0.5, 1.0),
                List.of(16),
                1,
                2,
                Stream.of(policies).map(Variant::parse).toList());
    }
}
