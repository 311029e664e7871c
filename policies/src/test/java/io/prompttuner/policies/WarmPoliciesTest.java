package io.prompttuner.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.prompttuner.domain.scheduling.ClusterSnapshot;
import io.prompttuner.domain.scheduling.Plan;
import io.prompttuner.domain.scheduling.PlannedAllocation;
import io.prompttuner.domain.scheduling.PolicyMemory;
import io.prompttuner.domain.scheduling.SchedulingPolicy;
import io.prompttuner.policies.drive.Drive;
import io.prompttuner.policies.drive.Drive.Order;
import io.prompttuner.policies.drive.Plans;
import io.prompttuner.policies.drive.Scene;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must be true of every policy that keeps workers warm, by itself and with any of its switches. */
class WarmPoliciesTest {

    private static final Map<String, Integer> GPUS = Map.of("m", 1, "n", 2);

    static Stream<String> all() {
        return Stream.of(
                "fifo",
                "least-slack",
                "edf-elastic",
                "edf-elastic:spread=off",
                "prompttuner",
                "prompttuner-tuned",
                "prompttuner:gpu-bound=loop-at-most",
                "prompttuner:cold-guard=as-printed",
                "prompttuner:cold-decrement=off",
                "prompttuner:time-base=as-printed",
                "prompttuner:delay-bound=below",
                "prompttuner:slo=constant",
                "prompttuner:reserve=on",
                "prompttuner:reissue=on",
                "prompttuner:resize=on",
                "prompttuner:gang=off",
                "prompttuner:delay=off",
                "prompttuner:gang=off:reserve=on:resize=on:delay=off");
    }

    @ParameterizedTest
    @MethodSource("all")
    void theOrderOfTheSnapshotChangesNothing(String policy) {
        for (int seed = 0; seed < 60; seed++) {
            Scene scene = scene(new Random(seed));
            Plan plan = Plans.of(policy, scene);

            Plan shuffled = Plans.of(policy, scene.shuffled(seed));

            assertThat(new HashSet<>(shuffled.allocations()))
                    .as("seed %d", seed)
                    .isEqualTo(new HashSet<>(plan.allocations()));
            assertThat(shuffled.pools()).as("seed %d", seed).isEqualTo(plan.pools());
            assertThat(shuffled.next()).as("seed %d", seed).isEqualTo(plan.next());
            assertThat(shuffled.memory()).as("seed %d", seed).isEqualTo(plan.memory());
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyJobIsDecidedOnAndNoneGetsMoreThanItMayHave(String policy) {
        for (int seed = 0; seed < 60; seed++) {
            Scene scene = scene(new Random(seed));

            Plan plan = Plans.of(policy, scene);

            assertThat(plan.allocations()).hasSameSizeAs(scene.snapshot().jobs());
            assertThat(plan.allocations())
                    .extracting(PlannedAllocation::chosen)
                    .allSatisfy(chosen -> assertThat(chosen.workers()).isBetween(0, 4));
            assertThat(Plans.pools(plan)).containsOnlyKeys("m", "n");
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyJobEndsEvenIfNothingIsRemembered(String policy) {
        for (int seed = 0; seed < 3; seed++) {
            List<Order> orders = orders(new Random(seed));

            assertThat(new Drive(named(policy), 6, GPUS, true, false)
                            .forgetting()
                            .run(orders, 50_000))
                    .as("seed %d", seed)
                    .hasSameSizeAs(orders);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void askedOnlyWhenItMattersItDecidesAsIfAskedAllTheTime(String policy) {
        List<Order> orders = orders(new Random(1));
        var always = new Drive(named(policy), 6, GPUS, true, true);
        var sometimes = new Drive(named(policy), 6, GPUS, true, false);

        assertThat(sometimes.run(orders, 50_000)).isEqualTo(always.run(orders, 50_000));
        assertThat(sometimes.gpuSeconds()).isCloseTo(always.gpuSeconds(), offset(1e-6));
    }

    private static SchedulingPolicy named(String policy) {
        return new Restless(Policies.named(policy));
    }

    /** As in production, what a plan does is a fact for the next one, which is made as soon as it may be. */
    private record Restless(SchedulingPolicy policy) implements SchedulingPolicy {

        @Override
        public String name() {
            return policy.name();
        }

        @Override
        public Plan plan(ClusterSnapshot snapshot, PolicyMemory memory) {
            Plan plan = policy.plan(snapshot, memory);
            Map<String, Integer> workers = Plans.workers(plan);
            Map<String, Integer> pools = Plans.pools(plan);
            snapshot.workers().forEach(worker -> pools.merge(worker.baseModel(), -1, Integer::sum));
            boolean settled = pools.values().stream().allMatch(difference -> difference == 0)
                    && snapshot.jobs().stream().allMatch(job -> workers.getOrDefault(job.job(), -1) == job.wanted());
            return settled
                    ? plan
                    : new Plan(
                            plan.allocations(),
                            plan.pools(),
                            plan.memory(),
                            snapshot.now().plusMillis(50));
        }
    }

    /** Fifteen jobs within two minutes, some of which can't be in time, and which need three quarters of their steps. */
    private static List<Order> orders(Random chance) {
        List<Order> orders = new ArrayList<>();
        for (int n = 0; n < 15; n++) {
            double submitted = chance.nextInt(120_000) / 1e3;
            long last = 4L + chance.nextInt(60);
            double deadline = submitted + last * (0.3 + chance.nextDouble()) + chance.nextInt(20);
            String model = chance.nextInt(3) == 0 ? "n" : "m";
            orders.add(new Order("job-" + n, model, submitted, deadline, 1 + chance.nextInt(4), last, last * 3 / 4));
        }
        return orders;
    }

    private static Scene scene(Random chance) {
        Scene scene = Scene.of(24).most(4);
        for (String model : List.of("m", "n")) {
            scene.model(model, GPUS.getOrDefault(model, 1));
            for (int n = 0; n < 4; n++) {
                scene.running(model + "-runs-" + n, 1 + chance.nextInt(2), chance.nextInt(60), chance.nextInt(90));
                scene.waiting(model + "-waits-" + n, chance.nextInt(90), chance.nextInt(90), -chance.nextInt(3));
            }
            for (int n = chance.nextInt(3); n > 0; n--) {
                scene.idle(model + "-idle-" + n, -chance.nextInt(70));
                scene.loading(model + "-loading-" + n, -chance.nextInt(14));
            }
            if (chance.nextInt(3) == 0) {
                scene.holding(model + "-holds", 2, chance.nextInt(2), 20, chance.nextInt(60));
            }
        }
        return scene;
    }
}
