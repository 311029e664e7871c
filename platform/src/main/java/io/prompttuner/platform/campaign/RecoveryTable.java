package io.prompttuner.platform.campaign;

import io.prompttuner.platform.table.Table;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Recovery times by kind, as people read them. */
public final class RecoveryTable {

    private RecoveryTable() {}

    /** One row a kind that was killed at all. */
    public static List<String> of(List<Recovery> recoveries) {
        var table = new Table(
                "KILLED", "TIMES", "BACK AFTER, MEDIAN", "BACK AFTER, MAX", "NEXT STEP, MEDIAN", "NEXT STEP, MAX");
        for (Target target : Target.values()) {
            List<Recovery> own = recoveries.stream()
                    .filter(recovery -> recovery.target() == target)
                    .toList();
            if (!own.isEmpty()) {
                double[] back = sorted(own, Recovery::seconds);
                double[] step = sorted(own, Recovery::stepSeconds);
                table.row(target.word(), own.size(), median(back), max(back), median(step), max(step));
            }
        }
        return table.lines();
    }

    private static double[] sorted(List<Recovery> recoveries, ToDoubleFunction<Recovery> value) {
        return recoveries.stream().mapToDouble(value).sorted().toArray();
    }

    private static String median(double[] sorted) {
        int half = sorted.length / 2;
        double[] middle = Arrays.copyOfRange(sorted, (sorted.length - 1) / 2, half + 1);
        return seconds(Arrays.stream(middle).average().orElseThrow());
    }

    private static String max(double[] sorted) {
        return seconds(sorted[sorted.length - 1]);
    }

    private static String seconds(double seconds) {
        return "%.1f s".formatted(seconds);
    }
}
