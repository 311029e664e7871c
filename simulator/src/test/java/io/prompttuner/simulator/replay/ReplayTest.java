package io.prompttuner.simulator.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.domain.scheduling.ClusterSnapshot;
import io.prompttuner.domain.scheduling.Plan;
import io.prompttuner.domain.scheduling.PolicyMemory;
import io.prompttuner.policies.Policies;
import io.prompttuner.scaling.record.PlanCodec;
import io.prompttuner.scaling.record.RecordedPlan;
import io.prompttuner.simulator.calibration.CalibrationFile;
import io.prompttuner.simulator.cluster.BankRule;
import io.prompttuner.simulator.cluster.Observer;
import io.prompttuner.simulator.cluster.Simulation;
import io.prompttuner.simulator.cluster.SystemSpec;
import io.prompttuner.simulator.workload.PaperLoad;
import io.prompttuner.simulator.workload.WorkloadGenerator;
import io.prompttuner.simulator.workload.WorkloadSpec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReplayTest {

    static List<String> policies() {
        return Policies.names();
    }

    /** Instants of a simulation are finer than a millisecond, those of production are not: the record rounds them. */
    @ParameterizedTest
    @MethodSource("policies")
    void aPolicyWantsTheSameAgain(String policy) {
        Replay replay = new Replay(null);
        recordOf(policy).forEach(replay::take);

        ReplayReport report = replay.report();

        assertThat(report.plans()).isGreaterThan(50);
        assertThat(report.differences()).isEmpty();
        assertThat(report.reproduces()).isTrue();
    }

    @Test
    void anotherPolicyIsComparedByWhatItWants() {
        Replay replay = new Replay("fifo");
        recordOf("prompttuner").forEach(replay::take);

        ReplayReport report = replay.report();

        assertThat(report.same()).isLessThan(report.plans());
        assertThat(report.differences())
                .hasSizeBetween(10, ReplayReport.MOST_TOLD)
                .allMatch(line -> line.matches("\\S+Z (job|pool) \\S+: \\d+ workers, was \\d+.*"));
    }

    @Test
    void whatIsTornIsCountedAndPassedOver() {
        List<String> lines = recordOf("fifo").subList(0, 10);
        Replay replay = new Replay(null);
        lines.forEach(replay::take);
        replay.take(lines.get(0).substring(0, 40));
        replay.take("");

        assertThat(replay.report()).isEqualTo(new ReplayReport(10, 1, 10, List.of()));
    }

    @Test
    void aChangedRecordIsNoticed() {
        Replay replay = new Replay(null);
        recordOf("prompttuner").stream()
                .map(line -> line.replace("\"workers\":1", "\"workers\":2"))
                .forEach(replay::take);

        assertThat(replay.report().reproduces()).isFalse();
    }

    /** What a policy decides on the first minutes of a workload like the paper's, asked with the instants as recorded. */
    private static List<String> recordOf(String policy) {
        var jobs = new WorkloadGenerator(CalibrationFile.bundled()).generate(WorkloadSpec.of(PaperLoad.LOW, 1, 1));
        List<String> lines = new ArrayList<>();
        var observer = new Observer() {
            private PolicyMemory memory = PolicyMemory.EMPTY;

            @Override
            public void planned(ClusterSnapshot snapshot, PolicyMemory before, Plan plan) {
                if (lines.size() < 200) {
                    ClusterSnapshot rounded = rounded(snapshot, plan);
                    Plan again = Policies.named(policy).plan(rounded, memory);
                    lines.add(PlanCodec.encode(new RecordedPlan(policy, rounded, memory, again)));
                    memory = again.memory();
                }
            }
        };
        Simulation.run(jobs, SystemSpec.of(32, 2, new BankRule(0.2)), Policies.named(policy), 1, observer);
        return lines;
    }

    private static ClusterSnapshot rounded(ClusterSnapshot snapshot, Plan plan) {
        var recorded = new RecordedPlan("edf", snapshot, PolicyMemory.EMPTY, plan);
        return PlanCodec.decode(PlanCodec.encode(recorded)).orElseThrow().snapshot();
    }
}
