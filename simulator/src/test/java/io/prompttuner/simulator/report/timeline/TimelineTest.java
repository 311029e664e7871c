package io.prompttuner.simulator.report.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.prompttuner.domain.scheduling.AllocationReason;
import io.prompttuner.domain.scheduling.Choice;
import io.prompttuner.domain.scheduling.ClusterSnapshot;
import io.prompttuner.domain.scheduling.Plan;
import io.prompttuner.domain.scheduling.PlannedAllocation;
import io.prompttuner.domain.scheduling.PlannedPool;
import io.prompttuner.domain.scheduling.PolicyMemory;
import io.prompttuner.policies.PolicySpec;
import io.prompttuner.simulator.calibration.Calibration;
import io.prompttuner.simulator.calibration.CalibrationFile;
import io.prompttuner.simulator.cluster.GpuState;
import io.prompttuner.simulator.cluster.JobResult;
import io.prompttuner.simulator.cluster.Occupancy;
import io.prompttuner.simulator.cluster.SimTime;
import io.prompttuner.simulator.experiment.PaperSource;
import io.prompttuner.simulator.experiment.Run;
import io.prompttuner.simulator.experiment.RunResult;
import io.prompttuner.simulator.experiment.Scenario;
import io.prompttuner.simulator.experiment.Variant;
import io.prompttuner.simulator.workload.PaperLoad;
import io.prompttuner.simulator.workload.SimJob;
import io.prompttuner.simulator.workload.WorkloadGenerator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private static final RunResult RUN =
            new RunResult("by hand", "low", 1, 4, PolicySpec.parse("fifo"), 1, 1, 0, 0, 0, 0, 0, 0, new TreeMap<>());
    private static final Choice TWO = new Choice(2, 1, -3.25, "two are idle");
    private static final Choice ONE = new Choice(1, 1, 4, "one is late");

    private final Timeline timeline = new Timeline();

    @Test
    void segmentsAreWhatEachWorkerDidFromWhenToWhen() {
        timeline.worker(0, worker(GpuState.LOADING, null));
        timeline.worker(10, worker(GpuState.IDLE, null));
        timeline.worker(10, worker(GpuState.WAITING, "j"));
        timeline.worker(10, worker(GpuState.RUNNING, "j"));
        timeline.worker(30, worker(GpuState.IDLE, null));
        timeline.job(35, result());

        assertThat(timeline.recorded(RUN).segments())
                .containsExactly(
                        new Segment(0, 10, worker(GpuState.LOADING, null)),
                        new Segment(10, 30, worker(GpuState.RUNNING, "j")),
                        new Segment(30, 35, worker(GpuState.IDLE, null)));
        assertThat(timeline.recorded(RUN).endMicros()).isEqualTo(35);
    }

    @Test
    void usageCountsGpusAndNotWorkers() {
        timeline.worker(0, worker(GpuState.LOADING, null));
        timeline.worker(10, worker(GpuState.IDLE, null));
        timeline.worker(10, worker(GpuState.RUNNING, "j"));
        timeline.worker(30, worker(GpuState.COLD, null));

        List<Usage> usage = timeline.recorded(RUN).usage();

        assertThat(usage).extracting(Usage::atMicros).containsExactly(0L, 10L, 30L);
        assertThat(usage).extracting(use -> use.count(GpuState.LOADING)).containsExactly(2, 0, 0);
        assertThat(usage).extracting(use -> use.count(GpuState.IDLE)).containsExactly(0, 0, 0);
        assertThat(usage).extracting(use -> use.count(GpuState.RUNNING)).containsExactly(0, 2, 0);
    }

    @Test
    void onlyDecisionsThatChangeSomethingAreKept() {
        plan(1, new Choice(0, 1, 0, "waits"), 3);
        plan(2, new Choice(0, 1, 1, "waits on"), 3);
        plan(3, TWO, 2);
        plan(4, TWO, 2);

        Recording recording = timeline.recorded(RUN);

        assertThat(recording.decisions()).extracting(Decision::atMicros).containsExactly(1_000_000L, 3_000_000L);
        assertThat(recording.decisions()).extracting(Decision::before).containsExactly(0, 0);
        assertThat(recording.pools())
                .extracting(pool -> pool.planned().workers())
                .containsExactly(3, 2);
    }

    @Test
    void aSegmentsStoryTellsTheDecisionBehindItAndWhatWasRejected() {
        timeline.job(0, result());
        plan(1, TWO, 2);
        timeline.worker(1_000_000, worker(GpuState.RUNNING, "j"));
        timeline.worker(62_500_000, worker(GpuState.IDLE, null));

        Recording recording = timeline.recorded(RUN);

        assertThat(new Story(recording).of(recording.segments().get(0))).isEqualTo("""
                m running: GPUs 0, 1, 0:01.0 to 1:02.5
                j of acme, m: submitted 0:00.0, deadline 1:00.0, ended 1:02.5, 2.5 s late
                decided at 0:01.0: 0 → 2 workers, expected 3.3 s early (two are idle), meets deadline
                    rejected: 1 worker, expected 4.0 s late (one is late)""");
    }

    @Test
    void whatIsShownOfARealRunAddsUpToWhatWasBilled() {
        Calibration calibration = CalibrationFile.bundled();
        var source = new PaperSource(PaperLoad.LOW, new WorkloadGenerator(calibration));
        RunResult result =
                new Run(new Scenario(source, 1, 32, 1), Variant.parse("edf-elastic")).result(calibration, timeline);

        Recording recording = timeline.recorded(result);

        double shown = recording.segments().stream()
                .mapToDouble(segment ->
                        segment.doing().gpus().size() * SimTime.seconds(segment.toMicros() - segment.fromMicros()))
                .sum();
        assertThat(shown).isCloseTo(result.gpuSeconds(), within(1e-3));
        assertThat(UsePlot.STATES.stream()
                        .mapToDouble(state -> total(recording, state))
                        .sum())
                .isCloseTo(shown, within(1e-3));
        assertThat(recording.jobs().stream().filter(job -> !job.met())).hasSize((int) result.violations());
        assertThat(recording.segments()).allMatch(segment -> segment.fromMicros() < segment.toMicros());
    }

    @Test
    void ofALongRunOnlyTheBeginningIsDrawn() {
        for (int second = 0; second < 2 * Lanes.MOST_SEGMENTS; second++) {
            timeline.worker(second * 1_000_000L, worker(second % 2 == 0 ? GpuState.RUNNING : GpuState.IDLE, "j"));
        }
        Recording recording = timeline.recorded(RUN);

        String drawn = Lanes.of(recording);

        assertThat(Lanes.missing(recording))
                .isEqualTo("Only what happened by 133:20.0 is drawn; the run ended at 266:39.0.");
        assertThat(drawn).contains("133:19.0 to 133:20.0").doesNotContain("133:20.0 to 133:21.0");
    }

    /** GPU-seconds by the averages that are drawn when there are too many changes. */
    private static double total(Recording recording, GpuState state) {
        List<Double> means = UsePlot.means(recording, state);
        double sum = 0;
        for (double mean : means) {
            sum += mean;
        }
        return sum / means.size() * SimTime.seconds(recording.endMicros());
    }

    private void plan(int second, Choice choice, int pool) {
        var snapshot = new ClusterSnapshot(SimTime.instant(second * 1_000_000L), 4, List.of(), List.of(), List.of());
        var plan = new Plan(
                List.of(new PlannedAllocation("j", choice, AllocationReason.MEETS_DEADLINE, ONE)),
                List.of(new PlannedPool("m", pool, PlannedPool.Reason.KEPT_WARM)),
                PolicyMemory.EMPTY,
                null);
        timeline.planned(snapshot, PolicyMemory.EMPTY, plan);
    }

    private static Occupancy worker(GpuState state, @Nullable String job) {
        return new Occupancy(0, "m", List.of(0, 1), state, job);
    }

    private static JobResult result() {
        var job = new SimJob("j", "acme", "m", 0, 60_000_000, 3, 3, 9, 2);
        return new JobResult(job, false, 0, 62_500_000, false, 3, 0);
    }
}
