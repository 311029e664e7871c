package io.prompttuner.policies.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EarliestTimesTest {

    @Test
    void theEarliestComeFirst() {
        EarliestTimes times = times(5, 1, 3);

        assertThat(times.at(1)).isEqualTo(1);
        assertThat(times.at(3)).isEqualTo(5);
        assertThat(times.at(4)).isInfinite();
    }

    @Test
    void whatIsPastCountsAsNow() {
        assertThat(times(-7).at(1)).isZero();
    }

    @Test
    void bookedWorkersComeBackWhenTheirJobIsDone() {
        EarliestTimes times = times(0, 0, 3, 9);

        times.book(3, 7);

        assertThat(List.of(times.at(1), times.at(2), times.at(3), times.at(4))).containsExactly(7.0, 7.0, 7.0, 9.0);
        assertThat(times.bookedNow()).isEqualTo(2);
    }

    @Test
    void theyAreThoseOfAPlainSortedList() {
        for (int seed = 0; seed < 300; seed++) {
            var chance = new Random(seed);
            var times = new EarliestTimes();
            List<Double> plain = new ArrayList<>();
            for (int n = 0; n < 60; n++) {
                act(chance, times, plain);
                int workers = 1 + chance.nextInt(10);
                double expected = workers <= plain.size() ? plain.get(workers - 1) : Double.POSITIVE_INFINITY;
                assertThat(times.at(workers)).as("seed %d", seed).isEqualTo(expected);
                assertThat(times.size()).isEqualTo(plain.size());
            }
        }
    }

    private static void act(Random chance, EarliestTimes times, List<Double> plain) {
        int first = Math.min(plain.size(), chance.nextInt(5));
        double when = chance.nextInt(20);
        int kind = chance.nextInt(3);
        if (kind == 0) {
            times.add(when, first);
            plain.addAll(Collections.nCopies(first, when));
        } else if (kind == 1) {
            times.book(first, when);
            plain.subList(0, first).clear();
            plain.addAll(Collections.nCopies(first, when));
        } else {
            times.remove(first);
            plain.subList(0, first).clear();
            times.add(when, 2);
            plain.addAll(List.of(when, when));
        }
        Collections.sort(plain);
    }

    private static EarliestTimes times(double... seconds) {
        var times = new EarliestTimes();
        for (double each : seconds) {
            times.add(each, 1);
        }
        return times;
    }
}
