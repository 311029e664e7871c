package io.prompttuner.trainer.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.prompttuner.trainer.tuning.Gradient;
import io.prompttuner.trainer.tuning.GradientTree;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PartialSumsTest {

    private static final int LEAVES = 6;
    private static final List<Gradient> GRADIENTS = gradients();

    private final PartialSums<Gradient> sums = new PartialSums<>(LEAVES);

    @Test
    void saysWhatIsMissing() {
        add(0, 2);
        add(3, 4);

        assertThat(sums.complete()).isFalse();
        assertThat(sums.missing().stream()).containsExactly(2, 4, 5);
    }

    @Test
    void givesTheBitsOfTheTreeWhateverItIsMadeOf() {
        add(4, 6);
        add(4, 5);
        add(0, 1);
        add(1, 2);
        add(2, 4);
        add(0, 1);

        assertThat(sums.complete()).isTrue();
        assertThat(sums.total().sum())
                .containsExactly(GradientTree.sum(LEAVES, GRADIENTS::get).sum());
    }

    @Test
    void cannotTakeALargerSumApart() {
        add(0, 4);

        assertThat(sums.sum(new Range(0, 4))).isPresent();
        assertThat(sums.sum(new Range(0, 2))).isEmpty();
        assertThat(sums.missing().stream()).containsExactly(4, 5);
    }

    @Test
    void takesNothingThatIsNoSubtree() {
        assertThatIllegalArgumentException().isThrownBy(() -> sums.add(new Range(1, 3), GRADIENTS.get(0)));
        assertThatIllegalArgumentException().isThrownBy(() -> sums.add(new Range(4, 7), GRADIENTS.get(0)));
        assertThat(sums.missing().cardinality()).isEqualTo(LEAVES);
    }

    @Test
    void saysHowMuchIsNew() {
        assertThat(add(0, 2)).isEqualTo(2);
        assertThat(add(0, 4)).isEqualTo(2);
        assertThat(add(1, 2)).isZero();
    }

    @Test
    void hasOtherBitsThanASumInARow() {
        add(0, 4);
        add(4, 6);
        Gradient row = GRADIENTS.get(0);
        for (Gradient gradient : GRADIENTS.subList(1, LEAVES)) {
            row = row.plus(gradient);
        }

        assertThat(sums.total().sum()).isNotEqualTo(row.sum());
        assertThat(sums.total().sum()).containsExactly(row.sum(), within(1f));
    }

    private int add(int from, int to) {
        return sums.add(new Range(from, to), subtree(from, to));
    }

    private static Gradient subtree(int from, int to) {
        if (to - from == 1) {
            return GRADIENTS.get(from);
        }
        int split = GradientTree.split(from, to);
        return subtree(from, split).plus(subtree(split, to));
    }

    private static List<Gradient> gradients() {
        var random = new Random(1);
        return IntStream.range(0, LEAVES)
                .mapToObj(i -> new Gradient(
                        new float[] {(float) random.nextGaussian(), (float) (1e6 * random.nextGaussian())},
                        random.nextDouble(),
                        1))
                .toList();
    }
}
