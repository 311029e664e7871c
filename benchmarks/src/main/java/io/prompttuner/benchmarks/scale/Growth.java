package io.prompttuner.benchmarks.scale;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How long one policy took, size by size.
 *
 * @param policy name
 * @param sizes jobs
 * @param seconds for as many; one of each size
 */
record Growth(String policy, List<Integer> sizes, List<Double> seconds) {

    Growth {
        sizes = List.copyOf(sizes);
        seconds = List.copyOf(seconds);
    }

    /**
     * The power of the number of jobs by which time grows: the slope of a least-squares line through the logarithms; 1 is
     * linear.
     */
    double exponent() {
        double meanX = sizes.stream().mapToDouble(Math::log).average().orElseThrow();
        double meanY = seconds.stream().mapToDouble(Math::log).average().orElseThrow();
        double both = 0;
        double squares = 0;
        for (int i = 0; i < sizes.size(); i++) {
            double x = Math.log(sizes.get(i)) - meanX;
            both += x * (Math.log(seconds.get(i)) - meanY);
            squares += x * x;
        }
        return both / squares;
    }

    /** A row of a table. */
    String row() {
        var cells = new ArrayList<String>();
        cells.add("`%s`".formatted(policy));
        seconds.forEach(time -> cells.add(String.format(Locale.ROOT, "%.2f", time)));
        cells.add(String.format(Locale.ROOT, "%.2f", exponent()));
        return "| %s |".formatted(String.join(" | ", cells));
    }
}
