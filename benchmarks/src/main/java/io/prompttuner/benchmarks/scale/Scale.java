package io.prompttuner.benchmarks.scale;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where a number is drawn on a logarithmic axis.
 *
 * @param low power of ten at which it begins
 * @param high power of ten at which it ends
 * @param from where the first is, in pixels
 * @param to where the last is
 */
record Scale(int low, int high, double from, double to) {

    /** An axis on which all of these have room. */
    static Scale over(Stream<Double> numbers, double from, double to) {
        var of = numbers.mapToDouble(Math::log10).summaryStatistics();
        int low = (int) Math.floor(of.getMin());
        return new Scale(low, Math.max(low + 1, (int) Math.ceil(of.getMax())), from, to);
    }

    double at(double number) {
        return from + (to - from) * (Math.log10(number) - low) / (high - low);
    }

    double[] powers() {
        return IntStream.rangeClosed(low, high)
                .mapToDouble(power -> Math.pow(10, power))
                .toArray();
    }
}
