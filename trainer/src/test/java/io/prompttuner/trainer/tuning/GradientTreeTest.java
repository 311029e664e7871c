package io.prompttuner.trainer.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GradientTreeTest {

    @Test
    void givesTheSameBitsWhoeverOwnsWhichSubtrees() {
        for (int leaves = 1; leaves <= 24; leaves++) {
            List<Gradient> gradients = gradients(leaves, leaves);
            float[] expected = GradientTree.sum(leaves, gradients::get).sum();

            for (int workers = 1; workers <= 7; workers++) {
                assertThat(byWorkers(gradients, workers).sum())
                        .as("%d leaves, %d workers", leaves, workers)
                        .containsExactly(expected);
            }
        }
    }

    @Test
    void asksForEachLeafOnceInOrder() {
        var asked = new ArrayList<Integer>();
        List<Gradient> gradients = gradients(13, 1);

        GradientTree.sum(13, leaf -> {
            asked.add(leaf);
            return gradients.get(leaf);
        });

        assertThat(asked)
                .containsExactlyElementsOf(IntStream.range(0, 13).boxed().toList());
    }

    @Test
    void addsLossesAndAnswersUp() {
        var sum = GradientTree.sum(5, leaf -> new Gradient(new float[] {leaf}, leaf, 2));

        assertThat(sum.sum()).containsExactly(10);
        assertThat(sum.loss()).isEqualTo(1);
    }

    @Test
    void refusesASumOfNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GradientTree.sum(0, leaf -> new Gradient(new float[0], 0, 0)));
    }

    /** Workers own contiguous shares; each computes the largest subtrees inside its share, the rest is put together. */
    private static Gradient byWorkers(List<Gradient> gradients, int workers) {
        int leaves = gradients.size();
        Map<List<Integer>, Gradient> partials = new HashMap<>();
        for (int worker = 0; worker < workers; worker++) {
            own(0, leaves, worker * leaves / workers, (worker + 1) * leaves / workers, gradients, partials);
        }
        return assemble(0, leaves, partials);
    }

    private static void own(
            int from, int to, int first, int last, List<Gradient> gradients, Map<List<Integer>, Gradient> partials) {
        if (to <= first || last <= from) {
            return;
        }
        if (first <= from && to <= last) {
            partials.put(List.of(from, to), subtree(from, to, gradients));
            return;
        }
        int split = GradientTree.split(from, to);
        own(from, split, first, last, gradients, partials);
        own(split, to, first, last, gradients, partials);
    }

    private static Gradient subtree(int from, int to, List<Gradient> gradients) {
        if (to - from == 1) {
            return gradients.get(from);
        }
        int split = GradientTree.split(from, to);
        return subtree(from, split, gradients).plus(subtree(split, to, gradients));
    }

    private static Gradient assemble(int from, int to, Map<List<Integer>, Gradient> partials) {
        Gradient partial = partials.get(List.of(from, to));
        if (partial != null) {
            return partial;
        }
        int split = GradientTree.split(from, to);
        return assemble(from, split, partials).plus(assemble(split, to, partials));
    }

    private static List<Gradient> gradients(int count, long seed) {
        var random = new Random(seed);
        return IntStream.range(0, count)
                .mapToObj(i -> new Gradient(
                        new float[] {(float) random.nextGaussian(), (float) (1e6 * random.nextGaussian())},
                        random.nextDouble(),
                        1))
                .toList();
    }
}
