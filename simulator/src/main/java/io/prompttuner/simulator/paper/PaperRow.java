package io.prompttuner.simulator.paper;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One published figure, or a range, and the cells of ours that it is compared with.
 *
 * @param part where in the paper
 * @param what in words
 * @param quantity that is compared
 * @param formula from the cells to the figure
 * @param cell of ours
 * @param other cell of ours, for formulas that need two
 * @param low end of what was published
 * @param high end of it; infinite if it was "at least"
 * @param origin whether it is printed, or derived
 * @param fitted whether the calibration tries to meet it
 */
public record PaperRow(
        String part,
        String what,
        Quantity quantity,
        Formula formula,
        Probe cell,
        @Nullable Probe other,
        double low,
        double high,
        Origin origin,
        boolean fitted) {

    private static final double PERCENT = 100;
    private static final double NEAR_PERCENT = 10;
    private static final double NEAR_TIMES = 1;

    /** Where a figure is from. */
    public enum Origin {
        PRINTED,
        DERIVED
    }

    List<Probe> cells() {
        return other == null ? List.of(cell) : List.of(cell, other);
    }

    /** The figure of ours. */
    double ours(Map<Probe, Mean> means) {
        double own = mean(means, cell);
        double others = other == null ? Double.NaN : mean(means, other);
        return switch (formula) {
            case VALUE -> own;
            case MORE -> others - own;
            case PERCENT -> PERCENT * (own / others - 1);
            case TIMES -> others / own;
        };
    }

    /** How far a figure is from what was published, in units that are no cause for thought; 0 within the range. */
    public double residual(double ours) {
        double off = ours < low ? ours - low : Math.max(0, ours - high);
        return off / near();
    }

    private double near() {
        return switch (formula) {
            case VALUE, MORE -> quantity.near();
            case PERCENT -> NEAR_PERCENT;
            case TIMES -> NEAR_TIMES;
        };
    }

    private double mean(Map<Probe, Mean> means, Probe probe) {
        return Objects.requireNonNull(means.get(probe)).of(quantity);
    }
}
