package io.prompttuner.simulator.protocol.judge;

import io.prompttuner.simulator.protocol.time.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What was found wrong in one history, and what happened in it, if somebody wants to know. */
public final class Findings {

    private final Timeline timeline;
    private final boolean traced;
    private final List<Violation> violations = new ArrayList<>();
    private final List<String> trace = new ArrayList<>();

    public Findings(Timeline timeline, boolean traced) {
        this.timeline = timeline;
        this.traced = traced;
    }

    /** Notes that a promise was broken. */
    public void broken(Property property, String what) {
        violations.add(new Violation(property, timeline.now(), what));
        note(() -> "!! " + property + ": " + what);
    }

    /** Notes that a promise was broken, unless this holds. */
    public void check(boolean holds, Property property, Supplier<String> otherwise) {
        if (!holds) {
            broken(property, otherwise.get());
        }
    }

    /** Notes what happens. */
    public void note(Supplier<String> line) {
        if (traced) {
            trace.add("%8d ms  %s".formatted(timeline.now(), line.get()));
        }
    }

    public List<Violation> violations() {
        return violations;
    }

    public List<String> trace() {
        return trace;
    }
}
