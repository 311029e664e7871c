package io.prompttuner.simulator.paper;

import io.prompttuner.simulator.paper.Comparison.Line;
import io.prompttuner.simulator.paper.PaperRow.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The comparison with the paper as a Markdown table, which reads well enough on a terminal. */
public final class ComparisonText {

    private static final String ROW = "| %-8s | %-66s | %-18s | %12s | %8s | %5s | %-6s |";

    private ComparisonText() {}

    /** The table, and the sum of the squared residuals of the rows that were fitted. */
    public static List<String> of(List<Line> lines) {
        List<String> text = new ArrayList<>();
        text.add(ROW.formatted("part", "what", "figure", "paper", "ours", "off", "origin"));
        text.add("|---|---|---|---|---|---|---|");
        lines.forEach(line -> text.add(row(line)));
        double loss = lines.stream()
                .filter(line -> line.row().fitted())
                .mapToDouble(line -> line.residual() * line.residual())
                .sum();
        text.add("");
        text.add(String.format(
                Locale.ROOT,
                "off: how far from the paper, in units of 3 points, $3, 10 %% or 1 times. Sum of squares over the fitted"
                        + " rows: %.1f",
                loss));
        return text;
    }

    private static String row(Line line) {
        PaperRow row = line.row();
        return ROW.formatted(
                row.part(),
                row.what(),
                figure(row),
                published(row),
                number(line.ours()),
                number(line.residual()),
                origin(row));
    }

    private static String figure(PaperRow row) {
        String quantity = row.quantity() == Quantity.VIOLATIONS ? "violations" : "cost";
        String unit = row.quantity() == Quantity.VIOLATIONS ? "%" : "$";
        return switch (row.formula()) {
            case VALUE -> quantity + ", " + unit;
            case MORE -> quantity + ", more by " + (row.quantity() == Quantity.VIOLATIONS ? "points" : "$");
            case PERCENT -> quantity + ", by %";
            case TIMES -> quantity + ", times";
        };
    }

    private static String published(PaperRow row) {
        if (Double.isInfinite(row.high())) {
            return row.low() == 0 ? "more" : ">= " + number(row.low());
        }
        return row.low() == row.high() ? number(row.low()) : number(row.low()) + " to " + number(row.high());
    }

    private static String origin(PaperRow row) {
        String from = row.origin() == Origin.PRINTED ? "" : "derived";
        return row.fitted() ? "fitted" : from;
    }

    private static String number(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.1f", value) : "-";
    }
}
