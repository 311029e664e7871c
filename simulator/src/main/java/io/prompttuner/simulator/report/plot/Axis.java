package io.prompttuner.simulator.report.plot;

import java.util.Locale;
import java.util.stream.LongStream;

/**
 * Where a value is drawn, and where the marks are: multiples of 1, 2 or 5 times a power of ten.
 *
 * @param first mark
 * @param last mark
 * @param step from mark to mark
 * @param from where the first is, in pixels
 * @param to where the last is
 */
public record Axis(long first, long last, double step, double from, double to) {

    private static final double TINY = 1e-9;

    /** An axis from one value to another, or a little beyond, with about so many marks. */
    public static Axis covering(double low, double high, int about, double from, double to) {
        double range = high - low < TINY ? 1 : high - low;
        double step = nice(range / about);
        long first = (long) Math.floor(low / step + TINY);
        long last = Math.max(first + 1, (long) Math.ceil(high / step - TINY));
        return new Axis(first, last, step, from, to);
    }

    /** One that ends at a value exactly, wherever the marks are. */
    public static Axis ending(double high, int about, double from, double to) {
        double step = nice(Math.max(high, TINY) / about);
        long last = (long) Math.floor(high / step + TINY);
        double end = high <= TINY ? to : from + (to - from) * last * step / high;
        return new Axis(0, last, step, from, end);
    }

    public double at(double value) {
        double whole = Math.max(1, last - first);
        return from + (value / step - first) / whole * (to - from);
    }

    /** As near to a value as the axis goes. */
    double within(double value) {
        return at(Math.max(first * step, Math.min(last * step, value)));
    }

    double[] marks() {
        return LongStream.rangeClosed(first, last).mapToDouble(n -> n * step).toArray();
    }

    /** A mark's value with as many digits as its step has. */
    String text(double mark) {
        int digits = (int) Math.max(0, -Math.floor(Math.log10(step) + TINY));
        return String.format(Locale.ROOT, "%." + digits + "f", mark == 0 ? 0.0 : mark);
    }

    private static double nice(double step) {
        double power = Math.pow(10, Math.floor(Math.log10(step)));
        double digit = step / power;
        double nicer = digit <= 1 + TINY ? 1 : digit <= 2 + TINY ? 2 : digit <= 5 + TINY ? 5 : 10;
        return nicer * power;
    }
}
