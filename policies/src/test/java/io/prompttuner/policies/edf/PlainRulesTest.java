package io.prompttuner.policies.edf;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.domain.convergence.StepsForecast;
import io.prompttuner.domain.scheduling.AllocationReason;
import io.prompttuner.domain.scheduling.ClusterSnapshot;
import io.prompttuner.domain.scheduling.JobView;
import io.prompttuner.domain.scheduling.Plan;
import io.prompttuner.domain.scheduling.PlannedAllocation;
import io.prompttuner.domain.scheduling.PolicyMemory;
import io.prompttuner.domain.scheduling.WorkerView;
import io.prompttuner.domain.scheduling.WorkerView.Condition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Random clusters, crowded ones among them, of models that need one, two or four GPUs. */
class PlainRulesTest {

    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final int SNAPSHOTS = 1_500;

    @Test
    void theFastPlanIsThePlainOne() {
        Map<AllocationReason, Integer> met = new EnumMap<>(AllocationReason.class);
        for (int seed = 0; seed < SNAPSHOTS; seed++) {
            ClusterSnapshot snapshot = snapshot(new Random(seed));

            Plan plan = EarliestDeadlinePolicy.standard().plan(snapshot, PolicyMemory.EMPTY);

            assertThat(plan).as("seed %d", seed).isEqualTo(PlainEarliestDeadline.plan(snapshot));
            plan.allocations().stream().map(PlannedAllocation::reason).forEach(why -> met.merge(why, 1, Integer::sum));
        }
        assertThat(met.values()).as("how often each reason was met: %s", met).allMatch(times -> times > SNAPSHOTS / 2);
        assertThat(met).hasSameSizeAs(AllocationReason.values());
    }

    private static ClusterSnapshot snapshot(Random chance) {
        int models = 1 + chance.nextInt(3);
        int count = 1 + chance.nextInt(60);
        List<WorkerView> workers = new ArrayList<>();
        List<JobView> jobs = IntStream.range(0, count)
                .mapToObj(n -> job(n, models, workers, chance))
                .toList();
        for (int n = chance.nextInt(4); n > 0; n--) {
            workers.add(worker("idle-" + n, chance.nextInt(models), Condition.IDLE, chance));
        }
        return new ClusterSnapshot(NOW, chance.nextInt(count + 4), jobs, workers, List.of());
    }

    private static JobView job(int n, int models, List<WorkerView> workers, Random chance) {
        int model = chance.nextInt(models);
        boolean held = chance.nextInt(3) == 0;
        if (held) {
            workers.add(worker("busy-" + n, model, Condition.BUSY, chance));
        }
        boolean wanted = held ? chance.nextInt(5) > 0 : chance.nextInt(5) == 0;
        double median = chance.nextInt(200);
        long last = 250L + chance.nextInt(50);
        double reaches = chance.nextInt(4) == 0 ? 0.01 : 1;
        return new JobView(
                "job-" + n,
                "acme",
                "model-" + model,
                NOW.minusSeconds(chance.nextInt(3)),
                NOW.plusSeconds(10L * chance.nextInt(30)), // many deadlines are equal
                1,
                new StepsForecast(0, 0.8 * median, median, 1.2 * median, last, reaches),
                chance.nextInt(3) == 0 ? 0 : 1,
                0,
                chance.nextBoolean(),
                wanted ? 1 : 0,
                held ? 1 : 0,
                held ? NOW.minusSeconds(chance.nextInt(60)) : null,
                null,
                0);
    }

    private static WorkerView worker(String id, int model, Condition condition, Random chance) {
        return new WorkerView(id, "model-" + model, condition, 1 << model, NOW.minusSeconds(chance.nextInt(200)));
    }
}
