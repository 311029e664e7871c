package io.prompttuner.scaling.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.domain.convergence.StepsForecast;
import io.prompttuner.domain.scheduling.AllocationReason;
import io.prompttuner.domain.scheduling.Choice;
import io.prompttuner.domain.scheduling.ClusterSnapshot;
import io.prompttuner.domain.scheduling.JobView;
import io.prompttuner.domain.scheduling.Plan;
import io.prompttuner.domain.scheduling.PlannedAllocation;
import io.prompttuner.domain.scheduling.PlannedPool;
import io.prompttuner.domain.scheduling.PolicyMemory;
import io.prompttuner.domain.scheduling.WorkerView;
import io.prompttuner.domain.throughput.ModelProfile;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanCodecTest {

    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00.123Z");

    @Test
    void aPlanComesBackWithAllThatItWasMadeFrom() {
        RecordedPlan recorded = recorded();

        String line = PlanCodec.encode(recorded);

        assertThat(line).doesNotContain("\n");
        assertThat(PlanCodec.decode(line)).contains(recorded);
    }

    @Test
    void aTornLineIsNoPlan() {
        String line = PlanCodec.encode(recorded());

        for (int length = 0; length < line.length(); length++) {
            assertThat(PlanCodec.decode(line.substring(0, length)))
                    .as("%d characters", length)
                    .isEmpty();
        }
    }

    @Test
    void whatIsSomethingElseIsNoPlan() {
        assertThat(PlanCodec.decode("null")).isEmpty();
        assertThat(PlanCodec.decode("[]")).isEmpty();
        assertThat(PlanCodec.decode("{\"v\": 1}")).isEmpty();
        assertThat(PlanCodec.decode(PlanCodec.encode(recorded()).replace("\"v\":2", "\"v\":3")))
                .isEmpty();
    }

    private static RecordedPlan recorded() {
        var running = new JobView(
                "j-1",
                "acme",
                "m",
                NOW.minusSeconds(100),
                NOW.plusSeconds(200),
                3,
                new StepsForecast(7, 10.1, 20.2, 1.0 / 3, 400, 0.9),
                0.1 + 0.2,
                0.7,
                true,
                2,
                1,
                NOW.minusSeconds(50),
                NOW.minusMillis(1),
                0);
        var waiting = new JobView(
                "j-2",
                "acme",
                "m",
                NOW,
                NOW.plusSeconds(9),
                1,
                new StepsForecast(0, 1, 2, 3, 4, 1),
                0,
                0,
                false,
                0,
                0,
                null,
                null,
                5.3);
        var snapshot = new ClusterSnapshot(
                NOW,
                4,
                List.of(running, waiting),
                List.of(new WorkerView("w", "m", WorkerView.Condition.BUSY, 2, NOW.minusSeconds(60))),
                List.of(ModelProfile.unknown("m").withStep(0.25).withConnect(2).withGpus(2)));
        var chosen = new Choice(2, 0.5, -3.75, "meets its deadline with 2");
        var plan = new Plan(
                List.of(
                        new PlannedAllocation("j-1", chosen, AllocationReason.MEETS_DEADLINE, null),
                        new PlannedAllocation(
                                "j-2",
                                new Choice(0, 1, 8, "waits"),
                                AllocationReason.WAITING_FOR_CAPACITY,
                                new Choice(1, 1, 9, "would take a worker"))),
                List.of(new PlannedPool("m", 2, PlannedPool.Reason.JOBS_WAITING)),
                new PolicyMemory(3, new byte[] {1, 2, -3}),
                NOW.plusSeconds(1));
        return new RecordedPlan("prompttuner:window=30", snapshot, PolicyMemory.EMPTY, plan);
    }
}
