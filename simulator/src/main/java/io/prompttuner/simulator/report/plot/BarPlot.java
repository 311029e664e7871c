package io.prompttuner.simulator.report.plot;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Columns side by side in categories, with intervals. */
public final class BarPlot {

    private static final double GAP = 0.2;
    private static final double WIDEST = 40;
    private static final double LETTER = 6;

    private BarPlot() {}

    /**
     * Draws them.
     *
     * @param floors below which nothing can be, category by category; may be empty
     */
    public static String of(Frame frame, List<String> categories, List<Double> floors, List<Series> all) {
        Markup svg = frame.begin();
        double room = (frame.right() - Frame.LEFT) / categories.size();
        double wide = Math.min(WIDEST, room * (1 - GAP) / all.size());
        int letters = (int) Math.max(3, room / LETTER);
        for (int c = 0; c < categories.size(); c++) {
            String category = categories.get(c);
            double middle = Frame.LEFT + (c + 0.5) * room;
            svg.label(middle, Frame.BOTTOM + 16, Markup.shortened(category, letters), "class", "mid");
            double x = middle - wide * all.size() / 2;
            for (Series series : all) {
                @Nullable Interval value = series.values().get(c);
                if (value != null) {
                    String hover = Words.hover(series.label() + ", " + category, frame.values(), value);
                    column(svg, frame.axis(), new Column(x, wide, series.colour(), hover), value);
                }
                x += wide;
            }
            if (!floors.isEmpty()) {
                frame.floor(svg, x - wide * all.size() - 3, x + 3, floors.get(c));
            }
        }
        return svg.close("svg").toString();
    }

    private record Column(double x, double wide, int colour, String hover) {}

    private static void column(Markup svg, Axis axis, Column column, Interval value) {
        double top = axis.at(value.value());
        svg.rect(
                column.x() + 0.5,
                top,
                Math.max(1, column.wide() - 1),
                Math.max(0, axis.at(0) - top),
                "class",
                Palette.fill(column.colour()),
                "data-hover",
                column.hover());
        Frame.whisker(svg, column.x() + column.wide() / 2, axis, value);
    }
}
