package io.prompttuner.policies.infless;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.prompttuner.policies.Policies;
import io.prompttuner.policies.drive.Drive;
import io.prompttuner.policies.drive.Drive.Order;
import io.prompttuner.policies.drive.Orders;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InflessDriveTest {

    private static final Map<String, Integer> MODELS = Map.of("a", 1, "b", 1, "c", 4);
    private static final String HOLD_EDF = "infless:order=edf:keep-alive=fixed:window=5";
    private static final String ATOMIC_FIFO = "infless:gang=atomic:autoscale=off";

    @ParameterizedTest
    @ValueSource(strings = {"infless", "infless-atomic-edf", HOLD_EDF, ATOMIC_FIFO, "infless:alpha=1"})
    void everyJobEndsSomeDay(String name) {
        for (int seed = 0; seed < 3; seed++) {
            List<Order> orders = Orders.of(60, 10, new Random(seed));

            Map<String, Double> ended = new Drive(Policies.named(name), 8, MODELS, true, false).run(orders, 100_000);

            assertThat(ended).as("seed %d", seed).hasSize(60);
        }
    }

    /** Each of four models has a job that wants all eight GPUs: each gets two of them, and holds them. */
    @ParameterizedTest
    @ValueSource(strings = {"infless", "infless-atomic-edf", HOLD_EDF, ATOMIC_FIFO})
    void gangsThatHoldEachOtherUpAllEnd(String name) {
        var models = Map.of("a", 1, "b", 1, "c", 1, "d", 1);
        List<Order> orders = new ArrayList<>();
        for (String model : models.keySet().stream().sorted().toList()) {
            // two small ones occupy two GPUs each; when they end the big ones fight for what is left
            orders.add(new Order("first-" + model, model, 0, 100, 2, 100, 50));
            orders.add(new Order("small-" + model, model, 0, 1_000, 1, 20, 20));
            orders.add(new Order("big-" + model, model, 1, 60, 8, 400, 300));
        }

        Map<String, Double> ended = new Drive(Policies.named(name), 8, models, true, false).run(orders, 100_000);

        assertThat(ended).hasSize(12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"infless", "infless-atomic-edf", HOLD_EDF, ATOMIC_FIFO})
    void moreModelsThanGpusAllGetTheirTurn(String name) {
        Map<String, Integer> models = new HashMap<>();
        List<Order> orders = new ArrayList<>();
        for (int n = 0; n < 12; n++) {
            models.put("model-" + n, n % 3 == 0 ? 2 : 1);
            orders.add(new Order("one-" + n, "model-" + n, n, n + 60, 3, 50, 40));
            orders.add(new Order("two-" + n, "model-" + n, 2 * n, n + 30, 4, 80, 10));
        }

        Map<String, Double> ended = new Drive(Policies.named(name), 4, models, true, false).run(orders, 100_000);

        assertThat(ended).hasSize(24);
    }

    @ParameterizedTest
    @ValueSource(strings = {"infless", "infless-atomic-edf"})
    void jobsThatNoClusterOfThisSizeCanRunHoldUpNobody(String name) {
        List<Order> orders = new ArrayList<>(Orders.of(20, 10, new Random(1)));
        orders.add(new Order("too big", "huge", 0, 100, 1, 10, 10));

        Map<String, Double> ended = new Drive(
                        Policies.named(name), 8, Map.of("a", 1, "b", 1, "c", 4, "huge", 16), true, false)
                .run(orders, 20_000);

        assertThat(ended).hasSize(20).doesNotContainKey("too big");
    }

    @ParameterizedTest
    @ValueSource(strings = {"infless", "infless-atomic-edf"})
    void everyJobEndsAlthoughTheMemoryIsLostEachTime(String name) {
        Map<String, Double> ended = new Drive(Policies.named(name), 8, MODELS, true, false)
                .forgetting()
                .run(Orders.of(40, 20, new Random(3)), 100_000);

        assertThat(ended).hasSize(40);
    }

    @ParameterizedTest
    @ValueSource(strings = {"infless", "infless-atomic-edf", HOLD_EDF, ATOMIC_FIFO})
    void toBeAskedAtEachMomentChangesNothing(String name) {
        List<Order> orders = Orders.of(20, 7, new Random(name.length()));
        var seldom = new Drive(Policies.named(name), 8, MODELS, true, false);
        var always = new Drive(Policies.named(name), 8, MODELS, true, true);

        assertThat(seldom.run(orders, 5_000)).isEqualTo(always.run(orders, 5_000));
        assertThat(seldom.gpuSeconds()).isEqualTo(always.gpuSeconds(), within(1e-3));
        assertThat(seldom.asked()).isLessThan(always.asked() / 10);
    }

    @Test
    void theMemoryDoesNotGrowWithTime() {
        var early = new Drive(Policies.named("infless"), 8, MODELS, true, false);
        var late = new Drive(Policies.named("infless"), 8, MODELS, true, false);

        early.run(Orders.of(50, 10, new Random(1)), 100_000);
        late.run(Orders.of(400, 10, new Random(1)), 100_000);

        assertThat(late.memory().bytes().length).isLessThan(early.memory().bytes().length + 500);
    }
}
