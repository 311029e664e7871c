package io.prompttuner.simulator.report.plot;

import java.util.List;
import java.util.Locale;

/** Bars one below the other, each with its name, its interval and its number. Values may be negative. */
public final class RowPlot {

    private static final double WIDTH = 592;
    private static final double RIGHT = WIDTH - 108;
    private static final double TOP = 26;
    private static final double ROW = 22;
    private static final double BELOW = 40;
    private static final int MARKS = 6;
    private static final int LETTERS = 37;
    private static final double LETTER = 6.5;

    private RowPlot() {}

    /** One bar. */
    public record Row(String label, int colour, Interval value) {}

    /**
     * Draws them.
     *
     * @param title above
     * @param values what is drawn, with its unit
     * @param signed whether numbers are differences, shown with their sign
     * @param most that a value can be, so that the axis does not go beyond
     */
    public static String of(String title, String values, boolean signed, double most, List<Row> rows) {
        int letters = rows.stream().mapToInt(row -> row.label().length()).max().orElse(0);
        double left = LETTER * Math.min(LETTERS, letters) + 16;
        double bottom = TOP + ROW * rows.size();
        double low = rows.stream().mapToDouble(row -> row.value().low()).min().orElse(0);
        double high = rows.stream().mapToDouble(row -> row.value().high()).max().orElse(0);
        Axis axis = Axis.covering(signed ? Math.min(0, low) : 0, Math.max(0, Math.min(most, high)), MARKS, left, RIGHT);
        Markup svg = Markup.svg(WIDTH, bottom + BELOW, title + ": " + values);
        svg.label((left + RIGHT) / 2, 14, title, "class", "title mid");
        svg.label((left + RIGHT) / 2, bottom + BELOW - 6, values, "class", "mid");
        for (double mark : axis.marks()) {
            svg.stroke(axis.at(mark), TOP, axis.at(mark), bottom, "class", mark == 0 ? "zero" : "grid");
            svg.label(axis.at(mark), bottom + 15, axis.text(mark), "class", "mid");
        }
        double y = TOP;
        for (Row row : rows) {
            svg.label(left - 8, y + ROW / 2 + 4, Markup.shortened(row.label(), LETTERS), "class", "end");
            bar(svg, axis, y, row, Words.hover(row.label(), values, row.value()));
            svg.label(RIGHT + 8, y + ROW / 2 + 4, text(row.value(), signed), "class", "number");
            y += ROW;
        }
        return svg.close("svg").toString();
    }

    private static void bar(Markup svg, Axis axis, double y, Row row, String hover) {
        double zero = axis.at(0);
        double end = axis.at(row.value().value());
        double middle = y + ROW / 2;
        svg.rect(
                Math.min(zero, end),
                y + 3,
                Math.abs(end - zero),
                ROW - 6,
                "class",
                Palette.fill(row.colour()),
                "data-hover",
                hover);
        if (row.value().half() > 0) {
            double low = axis.within(row.value().low());
            double high = axis.within(row.value().high());
            svg.stroke(low, middle, high, middle, "class", "whisker");
            svg.stroke(low, middle - 3, low, middle + 3, "class", "whisker");
            svg.stroke(high, middle - 3, high, middle + 3, "class", "whisker");
        }
    }

    private static String text(Interval value, boolean signed) {
        String number = String.format(Locale.ROOT, signed ? "%+.2f" : "%.2f", value.value() + 0.0);
        return value.half() > 0 ? number + String.format(Locale.ROOT, " ± %.2f", value.half()) : number;
    }
}
