package io.prompttuner.simulator.protocol.judge;

import io.prompttuner.wire.event.AssignmentEvent;
import io.prompttuner.wire.event.AssignmentReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What {@code assignments} says of one job: who held it when, at what cost. */
final class Billing {

    private final TreeSet<Long> attempts = new TreeSet<>();
    private final TreeSet<Long> deaths = new TreeSet<>();
    private final Set<Long> passedOn = new HashSet<>();
    private long highestTerm;
    private boolean closed;
    private @Nullable AssignmentEvent open;
    private @Nullable Instant since;
    private long workerMillis;
    private long gpuMillis;

    /** Takes the next record in; whether it counts. */
    boolean add(AssignmentEvent event, Instant at) {
        if (closed || event.term() < highestTerm) {
            return false;
        }
        highestTerm = event.term();
        AssignmentEvent held = open;
        switch (event.kind()) {
            case BOUND, RESIZED -> {
                if (held != null && held.attempt() != event.attempt()) {
                    count(event, held.attempt());
                }
                attempts.add(event.attempt());
                change(event, at);
            }
            case RELEASED -> {
                count(event, event.attempt());
                if (held != null && held.attempt() == event.attempt()) {
                    change(null, at);
                }
            }
            case CLOSED -> {
                change(null, at);
                closed = true;
            }
        }
        return true;
    }

    private void count(AssignmentEvent event, long attempt) {
        if (event.reason() == AssignmentReason.WORKER_LOST || event.reason() == AssignmentReason.WORKER_FAILED) {
            deaths.add(attempt);
        }
    }

    private void change(@Nullable AssignmentEvent next, Instant at) {
        if (open != null && since != null) {
            long millis = Math.max(0, Duration.between(since, at).toMillis());
            workerMillis += open.workers().size() * millis;
            gpuMillis += open.gpus() * millis;
        }
        if (open != null && next != null && !Collections.disjoint(open.workers(), next.workers())) {
            passedOn.add(open.attempt());
        } else {
            passedOn.clear();
        }
        open = next;
        since = at;
    }

    /** Whether work under this attempt is paid for: it is bound, or its workers are bound to one that they are to enter. */
    boolean pays(long attempt) {
        return open != null && (open.attempt() == attempt || passedOn.contains(attempt));
    }

    /** The attempt that holds workers now; 0 if none does. */
    long open() {
        return open == null ? 0 : open.attempt();
    }

    /** Whether it is bound by a controller of this term or a later one; an older one may only have meant to. */
    boolean isHeldUnder(long term) {
        return open != null && open.term() >= term;
    }

    /** Who holds the job now. */
    List<String> holders() {
        return open == null ? List.of() : open.workers();
    }

    int attempts() {
        return attempts.size();
    }

    /** Whether this attempt was ever bound, by a record that counts. */
    boolean knows(long attempt) {
        return attempts.contains(attempt);
    }

    /** How many attempts were given up because their worker was lost or failed. */
    long deaths() {
        return deaths.size();
    }

    double workerSeconds() {
        return workerMillis / 1000.0;
    }

    double gpuSeconds() {
        return gpuMillis / 1000.0;
    }
}
