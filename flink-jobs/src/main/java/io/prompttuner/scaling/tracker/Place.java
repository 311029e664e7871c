package io.prompttuner.scaling.tracker;

import io.prompttuner.wire.event.StepEvent;
import io.prompttuner.wire.event.StepKind;
import java.util.Comparator;

/** Where a report stands in the order of a job's reports: by attempt, then step, then kind. */
public record Place(long attempt, long step, StepKind kind) implements Comparable<Place> {

    private static final Comparator<Place> ORDER = Comparator.comparingLong(Place::attempt)
            .thenComparingLong(Place::step)
            .thenComparing(Place::kind);

    static Place of(StepEvent report) {
        return new Place(report.attempt(), report.step(), report.kind());
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
