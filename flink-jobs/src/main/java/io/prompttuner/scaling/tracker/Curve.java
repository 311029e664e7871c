package io.prompttuner.scaling.tracker;

import io.prompttuner.wire.event.CurvePoint;
import java.util.ArrayList;
import java.util.List;

/**
 * A loss curve in a bounded number of points: those whose step is a multiple of {@code stride}, which doubles whenever there
 * are too many. Which points stay depends on the steps alone.
 *
 * @param points in the order of their steps
 * @param stride steps between two points
 */
public record Curve(List<CurvePoint> points, long stride) {

    /** Most points an outcome may show. */
    public static final int MOST_POINTS = 64;

    static final Curve EMPTY = new Curve(List.of(), 1);

    public Curve {
        points = points == null ? List.of() : points;
        stride = Math.max(1, stride);
    }

    Curve with(long step, double loss) {
        if (step % stride != 0 || !Double.isFinite(loss)) {
            return this;
        }
        List<CurvePoint> more = new ArrayList<>(points);
        more.add(new CurvePoint(step, loss));
        return more.size() < MOST_POINTS ? new Curve(List.copyOf(more), stride) : new Curve(more, 2 * stride).thinned();
    }

    /** With its last step in any case; never more than {@link #MOST_POINTS}. */
    List<CurvePoint> endingAt(long step, double loss) {
        boolean there = points.isEmpty() || points.get(points.size() - 1).step() == step || !Double.isFinite(loss);
        if (there) {
            return points;
        }
        List<CurvePoint> whole = new ArrayList<>(points);
        whole.add(new CurvePoint(step, loss));
        return List.copyOf(whole);
    }

    private Curve thinned() {
        return new Curve(
                points.stream().filter(point -> point.step() % stride == 0).toList(), stride);
    }
}
