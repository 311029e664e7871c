package io.prompttuner.simulator.report.plot;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lines over a numeric axis, with intervals. Points of one place stand a little apart, so that intervals stay readable. */
public final class LinePlot {

    private static final double APART = 4;
    private static final double INSET = 30;

    private static final double FLOOR = 18;

    private LinePlot() {}

    /** A value on the lower axis that has a mark. */
    public record Place(double value, String name) {}

    /**
     * Draws them.
     *
     * @param places on the lower axis, ascending
     * @param floors below which nothing can be, place by place; may be empty
     */
    public static String of(Frame frame, List<Place> places, List<Double> floors, List<Series> all) {
        Markup svg = frame.begin();
        double low = places.get(0).value();
        double range = Math.max(1e-9, places.get(places.size() - 1).value() - low);
        double[] x = places.stream()
                .mapToDouble(place ->
                        Frame.LEFT + INSET + (place.value() - low) / range * (frame.right() - Frame.LEFT - 2 * INSET))
                .toArray();
        for (int i = 0; i < x.length; i++) {
            svg.stroke(x[i], Frame.BOTTOM, x[i], Frame.BOTTOM + 4, "class", "zero");
            svg.label(x[i], Frame.BOTTOM + 16, places.get(i).name(), "class", "mid");
        }
        for (int i = 0; i < floors.size(); i++) {
            frame.floor(svg, x[i] - FLOOR, x[i] + FLOOR, floors.get(i));
        }
        for (int s = 0; s < all.size(); s++) {
            double shift = (s - (all.size() - 1) / 2.0) * APART;
            line(svg, frame, all.get(s), x, shift);
            points(svg, frame, all.get(s), x, shift, places);
        }
        return svg.close("svg").toString();
    }

    private static void line(Markup svg, Frame frame, Series series, double[] x, double shift) {
        var path = new StringBuilder();
        for (int i = 0; i < x.length; i++) {
            @Nullable Interval value = series.values().get(i);
            if (value != null) {
                path.append(path.isEmpty() ? 'M' : 'L')
                        .append(Markup.number(x[i] + shift))
                        .append(' ')
                        .append(Markup.number(frame.axis().at(value.value())));
            }
        }
        svg.empty("path", "d", path.toString(), "class", "line " + Palette.stroke(series.colour()));
    }

    private static void points(Markup svg, Frame frame, Series series, double[] x, double shift, List<Place> places) {
        for (int i = 0; i < x.length; i++) {
            @Nullable Interval value = series.values().get(i);
            if (value != null) {
                Frame.whisker(svg, x[i] + shift, frame.axis(), value);
                svg.empty(
                        "circle",
                        "cx",
                        Markup.number(x[i] + shift),
                        "cy",
                        Markup.number(frame.axis().at(value.value())),
                        "r",
                        "4",
                        "class",
                        Palette.fill(series.colour()),
                        "data-hover",
                        Words.hover(
                                series.label() + ", " + frame.below() + " "
                                        + places.get(i).name(),
                                frame.values(),
                                value));
            }
        }
    }
}
