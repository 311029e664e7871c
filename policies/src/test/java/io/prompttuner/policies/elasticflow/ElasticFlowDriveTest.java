package io.prompttuner.policies.elasticflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.policies.Policies;
import io.prompttuner.policies.drive.Drive;
import io.prompttuner.policies.drive.Drive.Order;
import io.prompttuner.policies.drive.Orders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ElasticFlowDriveTest {

    private static final Map<String, Integer> MODELS = Map.of("a", 1, "b", 1, "c", 4);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "elasticflow",
                "elasticflow:resize-guard=on",
                "elasticflow:slot=1:merge=0",
                "elasticflow:slot=60:marginal=grown"
            })
    void everyJobEndsSomeDay(String name) {
        for (int seed = 0; seed < 3; seed++) {
            List<Order> orders = Orders.of(60, 10, new Random(seed));

            Map<String, Double> ended = new Drive(Policies.named(name), 8, MODELS, false, false).run(orders, 100_000);

            assertThat(ended).as("seed %d", seed).hasSize(60);
        }
    }

    @Test
    void jobsThatNoClusterOfThisSizeCanRunHoldUpNobody() {
        List<Order> orders = new ArrayList<>(Orders.of(20, 10, new Random(1)));
        orders.add(new Order("too big", "huge", 0, 100, 1, 10, 10));

        Map<String, Double> ended = new Drive(
                        Policies.named("elasticflow"), 8, Map.of("a", 1, "b", 1, "c", 4, "huge", 16), false, false)
                .run(orders, 20_000);

        assertThat(ended).hasSize(20).doesNotContainKey("too big");
    }

    @Test
    void everyJobEndsAlthoughTheMemoryIsLostEachTime() {
        Map<String, Double> ended = new Drive(Policies.named("elasticflow"), 8, MODELS, false, false)
                .forgetting()
                .run(Orders.of(40, 20, new Random(3)), 100_000);

        assertThat(ended).hasSize(40);
    }

    @ParameterizedTest
    @ValueSource(strings = {"elasticflow", "elasticflow:resize-guard=on:merge=0", "elasticflow:slot=3"})
    void toBeAskedAtEachMomentChangesNothing(String name) {
        List<Order> orders = Orders.of(20, 7, new Random(7));
        var seldom = new Drive(Policies.named(name), 8, MODELS, false, false);
        var always = new Drive(Policies.named(name), 8, MODELS, false, true);

        assertThat(seldom.run(orders, 5_000)).isEqualTo(always.run(orders, 5_000));
        assertThat(seldom.asked()).isLessThan(always.asked() / 5);
    }

    @Test
    void withoutLoadEveryDeadlineIsMetThatCanBe() {
        // each alone, 100 s apart: 12 s of start-up and 30 steps within 50 s
        List<Order> orders = IntStream.range(0, 10)
                .mapToObj(n -> new Order("j" + n, "a", 100.0 * n, 100.0 * n + 50, 8, 30, 30))
                .toList();

        Map<String, Double> ended =
                new Drive(Policies.named("elasticflow"), 8, MODELS, false, false).run(orders, 5_000);

        assertThat(orders).allMatch(order -> ended.getOrDefault(order.id(), 1e9) <= order.deadline());
    }
}
