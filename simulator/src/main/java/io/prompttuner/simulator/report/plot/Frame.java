package io.prompttuner.simulator.report.plot;

/**
 * The part of a picture that plots of columns and of lines share: title, axis of values on the left with its grid.
 *
 * @param title above
 * @param values what is drawn, with its unit
 * @param below what the categories or the lower axis are
 * @param high the largest value that must fit
 * @param width of the whole picture, in pixels
 */
public record Frame(String title, String values, String below, double high, double width) {

    /** Three of these stand beside one another. */
    public static final double NARROW = 392;

    /** As wide as the page. */
    public static final double WIDE = 1200;

    static final double HEIGHT = 250;
    static final double LEFT = 52;
    static final double TOP = 30;
    static final double BOTTOM = HEIGHT - 40;

    private static final int MARKS = 5;

    double right() {
        return width - 8;
    }

    Axis axis() {
        return Axis.covering(0, high, MARKS, BOTTOM, TOP);
    }

    Markup begin() {
        Markup svg = Markup.svg(width, HEIGHT, title + ": " + values + " by " + below);
        svg.label((LEFT + right()) / 2, 14, title, "class", "title mid");
        svg.label(0, 0, values, "class", "mid", "transform", "translate(12 " + (TOP + BOTTOM) / 2 + ") rotate(-90)");
        svg.label((LEFT + right()) / 2, HEIGHT - 6, below, "class", "mid");
        Axis axis = axis();
        for (double mark : axis.marks()) {
            svg.stroke(LEFT, axis.at(mark), right(), axis.at(mark), "class", mark == 0 ? "zero" : "grid");
            svg.label(LEFT - 6, axis.at(mark) + 4, axis.text(mark), "class", "end");
        }
        return svg;
    }

    /** What nothing can be below. */
    void floor(Markup svg, double from, double to, double value) {
        double y = axis().at(value);
        String words = Words.hover("bound", values, new Interval(value, 0));
        svg.stroke(from, y, to, y, "class", "floor", "data-hover", words);
    }

    /** An interval as a line with two ends. */
    static void whisker(Markup svg, double x, Axis axis, Interval value) {
        if (value.half() > 0) {
            double low = axis.within(value.low());
            double high = axis.within(value.high());
            svg.stroke(x, low, x, high, "class", "whisker");
            svg.stroke(x - 2.5, low, x + 2.5, low, "class", "whisker");
            svg.stroke(x - 2.5, high, x + 2.5, high, "class", "whisker");
        }
    }
}
