package io.prompttuner.simulator.report.plot;

import java.util.List;

/** Areas on top of one another that change in steps. */
public final class StackPlot {

    private static final double WIDTH = 1200;
    private static final double HEIGHT = 240;
    private static final double LEFT = 96;
    private static final double RIGHT = WIDTH - 10;
    private static final double TOP = 12;
    private static final double BOTTOM = HEIGHT - 40;
    private static final int MARKS = 12;

    private StackPlot() {}

    /**
     * One area.
     *
     * @param style class of the style sheet
     * @param values from the time with the same index on
     */
    public record Layer(String style, List<Double> values) {}

    /**
     * What the axes say, and how far they go.
     *
     * @param high what all areas together can be at most; is marked
     * @param end of the lower axis
     */
    public record Frame(String name, String values, String below, double high, double end) {}

    /** Draws them, the first at the bottom. */
    public static String of(Frame frame, double[] times, List<Layer> layers) {
        Axis down = Axis.covering(0, frame.high(), 5, BOTTOM, TOP);
        Axis across = Axis.ending(frame.end(), MARKS, LEFT, RIGHT);
        Markup svg = Markup.svg(WIDTH, HEIGHT, frame.name());
        svg.rect(LEFT, down.at(frame.high()), RIGHT - LEFT, BOTTOM - down.at(frame.high()), "class", "lane");
        double[] base = new double[times.length];
        for (Layer layer : layers) {
            double[] top = new double[times.length];
            for (int i = 0; i < top.length; i++) {
                top[i] = base[i] + layer.values().get(i);
            }
            svg.empty("path", "class", layer.style(), "d", area(times, base, top, down, across, frame.end()));
            base = top;
        }
        for (double mark : down.marks()) {
            svg.stroke(LEFT, down.at(mark), RIGHT, down.at(mark), "class", mark == 0 ? "zero" : "grid");
            svg.label(LEFT - 6, down.at(mark) + 4, down.text(mark), "class", "end");
        }
        double all = down.at(frame.high());
        svg.stroke(LEFT, all, RIGHT, all, "class", "capacity");
        for (double mark : across.marks()) {
            svg.stroke(across.at(mark), BOTTOM, across.at(mark), BOTTOM + 4, "class", "zero");
            svg.label(across.at(mark), BOTTOM + 16, across.text(mark), "class", "mid");
        }
        svg.label((LEFT + RIGHT) / 2, HEIGHT - 6, frame.below(), "class", "mid");
        double middle = (TOP + BOTTOM) / 2;
        svg.label(0, 0, frame.values(), "class", "mid", "transform", "translate(50 " + middle + ") rotate(-90)");
        return svg.close("svg").toString();
    }

    private static String area(double[] times, double[] base, double[] top, Axis down, Axis across, double end) {
        var path = new StringBuilder();
        for (int i = 0; i < times.length; i++) {
            double until = i + 1 < times.length ? times[i + 1] : end;
            step(path, across.at(times[i]), across.at(until), down.at(top[i]));
        }
        for (int i = times.length - 1; i >= 0; i--) {
            double until = i + 1 < times.length ? times[i + 1] : end;
            step(path, across.at(until), across.at(times[i]), down.at(base[i]));
        }
        return path.append('Z').toString();
    }

    private static void step(StringBuilder path, double from, double to, double y) {
        path.append(path.isEmpty() ? 'M' : 'L').append(Markup.number(from)).append(' ');
        path.append(Markup.number(y)).append('H').append(Markup.number(to));
    }
}
