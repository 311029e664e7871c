package io.prompttuner.trainer.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DivisionTest {

    @Test
    void givesEveryoneAsMuchWhenAllAreAlike() {
        assertThat(sizes(8, 1)).containsExactly(8);
        assertThat(sizes(8, 1, 1)).containsExactly(4, 4);
        assertThat(sizes(8, 1, 1, 1)).containsExactly(3, 3, 2);
        assertThat(sizes(2, 1, 1, 1)).containsExactly(1, 1, 0);
    }

    @Test
    void givesTheSlowLess() {
        assertThat(sizes(8, 1, 3)).containsExactly(6, 2);
        assertThat(sizes(9, 2, 1)).containsExactly(3, 6);
        assertThat(sizes(4, 1, 100)).containsExactly(4, 0);
    }

    @Test
    void coversAllLeavesInOrderAndNoOtherDivisionIsDoneSooner() {
        var random = new Random(1);
        for (int i = 0; i < 500; i++) {
            int leaves = 1 + random.nextInt(12);
            double[] paces = {1 + random.nextInt(9), 1 + random.nextInt(9), 1 + random.nextInt(9)};
            List<Range> ranges = Division.of(leaves, paces);

            assertThat(ranges.get(0).from()).isZero();
            assertThat(ranges.get(1).from()).isEqualTo(ranges.get(0).to());
            assertThat(ranges.get(2).from()).isEqualTo(ranges.get(1).to());
            assertThat(ranges.get(2).to()).isEqualTo(leaves);
            assertThat(slowest(sizes(leaves, paces), paces)).isEqualTo(best(leaves, paces));
        }
    }

    private static double best(int leaves, double[] paces) {
        double best = Double.MAX_VALUE;
        for (int a = 0; a <= leaves; a++) {
            for (int b = 0; a + b <= leaves; b++) {
                best = Math.min(best, slowest(new int[] {a, b, leaves - a - b}, paces));
            }
        }
        return best;
    }

    private static double slowest(int[] sizes, double[] paces) {
        double slowest = 0;
        for (int i = 0; i < sizes.length; i++) {
            slowest = Math.max(slowest, sizes[i] * paces[i]);
        }
        return slowest;
    }

    private static int[] sizes(int leaves, double... paces) {
        return Division.of(leaves, paces).stream().mapToInt(Range::size).toArray();
    }
}
