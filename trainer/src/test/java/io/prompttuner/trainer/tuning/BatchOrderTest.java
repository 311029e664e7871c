package io.prompttuner.trainer.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchOrderTest {

    @Test
    void showsEveryExampleOnceInEachPassOverTheData() {
        var random = new SplittableRandom(1);
        for (int round = 0; round < 50; round++) {
            int examples = random.nextInt(1, 60);
            int batch = random.nextInt(1, 80);
            var order = new BatchOrder(random.nextLong(), examples, batch);
            int[] seen = IntStream.range(0, examples)
                    .flatMap(step -> Arrays.stream(order.batch(step)))
                    .toArray();

            for (int pass = 0; pass < batch; pass++) {
                assertThat(Arrays.copyOfRange(seen, pass * examples, (pass + 1) * examples))
                        .as("%s, pass %d", order, pass)
                        .containsExactlyInAnyOrder(IntStream.range(0, examples).toArray());
            }
        }
    }

    @Test
    void dependsOnSeedAndStepAlone() {
        var order = new BatchOrder(42, 100, 16);

        assertThat(order.batch(1_000)).containsExactly(new BatchOrder(42, 100, 16).batch(1_000));
        assertThat(order.batch(7)).isNotEqualTo(new BatchOrder(43, 100, 16).batch(7));
        assertThat(order.batch(7)).isNotEqualTo(order.batch(8));
    }

    /** Prompts in people's stores were tuned in this order: it must never change. */
    @Test
    void keepsItsOrderAcrossVersions() {
        assertThat(new BatchOrder(1, 10, 10).batch(0)).containsExactly(6, 3, 5, 0, 4, 2, 9, 1, 7, 8);
    }

    @Test
    void cutsABatchIntoPartsThatDifferByAtMostOne() {
        List<TokenExample> batch =
                IntStream.range(0, 11).mapToObj(BowlModel::towards).toList();

        var parts = IntStream.range(0, 4)
                .mapToObj(index -> BatchOrder.part(batch, index, 4))
                .toList();

        assertThat(parts).extracting(List::size).containsExactly(2, 3, 3, 3);
        assertThat(parts.stream().flatMap(List::stream)).containsExactlyElementsOf(batch);
    }
}
