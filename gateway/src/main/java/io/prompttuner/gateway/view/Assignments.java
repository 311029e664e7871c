package io.prompttuner.gateway.view;

import io.prompttuner.gateway.api.Attempt;
import io.prompttuner.gateway.api.Stint;
import io.prompttuner.wire.event.AssignmentEvent;
import io.prompttuner.wire.event.AssignmentKind;
import io.prompttuner.wire.event.AssignmentReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which workers a job held, from its assignment records in the order of the log. A record is void if an earlier one has
 * a higher term, or after {@code closed}.
 *
 * @param term highest so far
 * @param closed whether the last word is said
 * @param bindings attempts so far, oldest first
 */
record Assignments(long term, boolean closed, List<Binding> bindings) {

    static final Assignments NONE = new Assignments(0, false, List.of());

    /** One attempt as far as it is known; the newest may be open. */
    record Binding(
            long attempt,
            List<Stint> stints,
            @Nullable AssignmentReason endReason,
            @Nullable String detail) {

        Binding ended(Instant at, AssignmentReason reason, @Nullable String why) {
            return endReason != null ? this : new Binding(attempt, endLast(at), reason, why);
        }

        Binding holding(AssignmentEvent event, Instant at) {
            Stint last = stints.get(stints.size() - 1);
            if (last.workers().equals(event.workers()) && last.gpus() == event.gpus()) {
                return this; // adopted by a new controller: the interval goes on
            }
            List<Stint> longer = new ArrayList<>(endLast(at));
            longer.add(stint(event, at));
            return new Binding(attempt, List.copyOf(longer), null, null);
        }

        Attempt shown(Instant now) {
            double gpuSeconds =
                    stints.stream().mapToDouble(stint -> stint.gpuSeconds(now)).sum();
            return new Attempt(attempt, stints, gpuSeconds, endReason, detail);
        }

        private List<Stint> endLast(Instant at) {
            List<Stint> ended = new ArrayList<>(stints);
            ended.add(ended.remove(ended.size() - 1).endedAt(at));
            return List.copyOf(ended);
        }
    }

    Assignments with(AssignmentEvent event, Instant at) {
        if (closed || event.term() < term) {
            return this;
        }
        boolean closes = event.kind() == AssignmentKind.CLOSED;
        boolean holds = event.kind() == AssignmentKind.BOUND || event.kind() == AssignmentKind.RESIZED;
        return new Assignments(event.term(), closes, holds ? held(event, at) : endLast(event, at));
    }

    List<Attempt> shown(Instant now) {
        return bindings.stream().map(binding -> binding.shown(now)).toList();
    }

    private List<Binding> held(AssignmentEvent event, Instant at) {
        boolean goesOn = !bindings.isEmpty() && last().attempt() == event.attempt() && last().endReason() == null;
        List<Binding> changed = new ArrayList<>(goesOn ? bindings : endLast(event, at));
        if (goesOn) {
            changed.add(changed.remove(changed.size() - 1).holding(event, at));
        } else {
            changed.add(new Binding(event.attempt(), List.of(stint(event, at)), null, null));
        }
        return List.copyOf(changed);
    }

    private List<Binding> endLast(AssignmentEvent event, Instant at) {
        if (bindings.isEmpty()) {
            return bindings;
        }
        List<Binding> changed = new ArrayList<>(bindings);
        changed.add(changed.remove(changed.size() - 1).ended(at, event.reason(), event.detail()));
        return List.copyOf(changed);
    }

    private Binding last() {
        return bindings.get(bindings.size() - 1);
    }

    private static Stint stint(AssignmentEvent event, Instant at) {
        return new Stint(at, null, event.workers(), event.gpus(), event.reason());
    }
}
