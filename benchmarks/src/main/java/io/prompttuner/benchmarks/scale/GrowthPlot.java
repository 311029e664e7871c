package io.prompttuner.benchmarks.scale;

import io.prompttuner.simulator.report.plot.Markup;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Draws times over sizes, both axes logarithmic, with a dashed line that is linear in the size. */
final class GrowthPlot {

    private static final double WIDTH = 760;
    private static final double HEIGHT = 440;
    private static final double LEFT = 64;
    private static final double RIGHT = 570;
    private static final double TOP = 20;
    private static final double BOTTOM = 390;

    /** Okabe and Ito, "Color Universal Design" (2008); greys for their yellow, which is hardly seen on white. */
    private static final List<String> COLOURS =
            List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#000000", "#999999", "#cccccc");

    private final List<Growth> all;
    private final Scale x;
    private final Scale y;

    private GrowthPlot(List<Growth> all) {
        this.all = all;
        this.x = Scale.over(
                all.stream().flatMap(growth -> growth.sizes().stream()).map(Integer::doubleValue), LEFT, RIGHT);
        this.y = Scale.over(all.stream().flatMap(growth -> growth.seconds().stream()), BOTTOM, TOP);
    }

    static String of(List<Growth> all) {
        return new GrowthPlot(all).picture();
    }

    private String picture() {
        Markup svg = Markup.svg(WIDTH, HEIGHT, "seconds by jobs, both logarithmic");
        svg.rect(0, 0, WIDTH, HEIGHT, "fill", "#fff");
        svg.open("g", "font-family", "sans-serif", "font-size", "12");
        for (double mark : x.powers()) {
            svg.stroke(x.at(mark), TOP, x.at(mark), BOTTOM, "stroke", "#ddd");
            svg.label(x.at(mark), BOTTOM + 18, text(mark), "text-anchor", "middle");
        }
        for (double mark : y.powers()) {
            svg.stroke(LEFT, y.at(mark), RIGHT, y.at(mark), "stroke", "#ddd");
            svg.label(LEFT - 8, y.at(mark) + 4, text(mark), "text-anchor", "end");
        }
        svg.label((LEFT + RIGHT) / 2, BOTTOM + 38, "jobs", "text-anchor", "middle");
        svg.label(0, 0, "seconds, one thread", "text-anchor", "middle", "transform", "translate(16 205) rotate(-90)");
        linear(svg);
        for (int i = 0; i < all.size(); i++) {
            line(svg, all.get(i), COLOURS.get(i % COLOURS.size()), TOP + 10 + 20 * i);
        }
        return svg.close("g").close("svg").line().toString();
    }

    private static String text(double power) {
        return power < 1 ? Double.toString(power) : String.format(Locale.ROOT, "%,.0f", power);
    }

    /** From the first policy's second size on, as the start counts least there. */
    private void linear(Markup svg) {
        Growth first = all.get(0);
        int from = Math.min(1, first.sizes().size() - 1);
        double jobs = first.sizes().get(from);
        double last = first.sizes().get(first.sizes().size() - 1);
        double seconds = first.seconds().get(from);
        svg.stroke(
                x.at(jobs),
                y.at(seconds),
                x.at(last),
                y.at(seconds * last / jobs),
                "stroke",
                "#000",
                "stroke-dasharray",
                "4 4");
    }

    private void line(Markup svg, Growth growth, String colour, double legend) {
        String points = IntStream.range(0, growth.sizes().size())
                .mapToObj(i -> Markup.number(x.at(growth.sizes().get(i)))
                        + ","
                        + Markup.number(y.at(growth.seconds().get(i))))
                .collect(Collectors.joining(" "));
        svg.empty("polyline", "fill", "none", "stroke", colour, "stroke-width", "2", "points", points);
        svg.rect(RIGHT + 20, legend - 9, 10, 10, "fill", colour);
        svg.label(RIGHT + 36, legend, growth.policy());
    }
}
