package io.prompttuner.simulator.protocol.judge;

import io.prompttuner.simulator.protocol.log.Entry;
import io.prompttuner.wire.event.CurvePoint;
import io.prompttuner.wire.event.StepEvent;
import io.prompttuner.wire.event.StepKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code steps} says of one job, by the rules of order and of the one end. */
final class Reports {

    private static final Comparator<StepEvent> ORDER = Comparator.comparingLong(StepEvent::attempt)
            .thenComparingLong(StepEvent::step)
            .thenComparing(StepEvent::kind);

    private final List<CurvePoint> fed = new ArrayList<>();
    private @Nullable StepEvent highest;
    private long highestAttempt;
    private @Nullable Entry end;

    /** Takes the next record in; whether it is the end. */
    boolean add(Entry entry, StepEvent report) {
        if (end != null) {
            return false;
        }
        boolean ends = report.kind() == StepKind.ENDED && report.attempt() >= highestAttempt;
        boolean taken = highest == null || ORDER.compare(report, highest) > 0;
        if (taken && report.kind() != StepKind.ENDED) {
            highest = report;
            feed(report);
        }
        highestAttempt = Math.max(highestAttempt, report.attempt());
        if (ends) {
            end = entry;
        }
        return ends;
    }

    private void feed(StepEvent report) {
        long last = fed.isEmpty() ? 0 : fed.get(fed.size() - 1).step();
        if (report.measured() != null && report.step() > last) {
            fed.add(new CurvePoint(report.step(), report.measured().loss()));
        }
    }

    @Nullable Entry end() {
        return end;
    }

    long highestAttempt() {
        return highestAttempt;
    }

    /** The training losses that a model may have been fed, in order. */
    List<CurvePoint> fed() {
        return fed;
    }
}
