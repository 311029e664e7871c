package io.prompttuner.controller.ledger;

import io.prompttuner.wire.event.AssignmentEvent;
import io.prompttuner.wire.event.AssignmentKind;
import io.prompttuner.wire.event.AssignmentReason;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Folds the assignments of one job, in log order: a record is void after one of a higher term, and after {@code closed}.
 * Terms are never compared with {@code terms}: a reader that knows a newer claim must count the same.
 */
final class Assignments {

    private final CrashRow crashes;
    private long highestTerm;
    private long highestTermRead;
    private long highestAttempt;
    private boolean closed;
    private boolean closedRead;
    private @Nullable Binding open;
    private @Nullable String numerics;
    private final Map<Long, Group> groups = new HashMap<>();

    Assignments(CrashRow crashes) {
        this.crashes = crashes;
    }

    /** Whether readers count this record, the next in the log: what was sent and is not read yet stands behind it. */
    boolean read(AssignmentEvent event) {
        boolean counts = !closedRead && event.term() >= highestTermRead;
        highestTermRead = Math.max(highestTermRead, event.term());
        closedRead |= counts && event.kind() == AssignmentKind.CLOSED;
        return counts;
    }

    /** Adds a record, read or just sent; one after a higher term, or after {@code closed}, changes nothing. */
    void add(AssignmentEvent event) {
        if (closed || event.term() < highestTerm) {
            return;
        }
        highestTerm = event.term();
        highestAttempt = Math.max(highestAttempt, event.attempt());
        switch (event.kind()) {
            case BOUND -> bound(event);
            case RESIZED -> resized(event);
            case RELEASED -> released(event);
            case CLOSED -> close();
        }
    }

    /** Nothing counts any more. */
    void close() {
        open = null;
        closed = true;
    }

    /** Another attempt may have to take the place of one whose worker died. */
    private void bound(AssignmentEvent event) {
        if (open != null && open.attempt() != event.attempt()) {
            count(event, open.attempt());
        }
        hold(event, before(event));
    }

    /** Said twice, or late, it changes nothing. */
    private void resized(AssignmentEvent event) {
        open().filter(held -> held.attempt() == event.attempt())
                .map(Binding::group)
                .filter(group -> group.generation() < Group.generation(event))
                .ifPresent(group -> hold(event, Optional.of(group)));
    }

    private void hold(AssignmentEvent event, Optional<Group> before) {
        Binding held = Binding.of(event, before);
        groups.put(event.attempt(), held.group());
        open = held;
        numerics = event.numerics() == null ? numerics : event.numerics();
    }

    /**
     * Whose memory those who hold the job from now on go on with: an adopted attempt's own, also if a controller that was
     * replaced has said something else meanwhile.
     */
    private Optional<Group> before(AssignmentEvent event) {
        return event.reason() == AssignmentReason.ADOPTED
                ? Optional.ofNullable(groups.get(event.attempt()))
                : open().map(Binding::group);
    }

    private void released(AssignmentEvent event) {
        if (open != null && open.attempt() == event.attempt()) {
            open = null;
        }
        count(event, event.attempt());
    }

    /** Whether an attempt died, as a record says that ends it. */
    private void count(AssignmentEvent event, long attempt) {
        if (event.reason() == AssignmentReason.WORKER_LOST || event.reason() == AssignmentReason.WORKER_FAILED) {
            String error = event.detail() == null ? event.reason().word() : event.detail();
            crashes.died(attempt, error);
        } else if (event.reason() == AssignmentReason.YIELDED_TO_MORE_URGENT) {
            crashes.lived(attempt);
        }
    }

    /** Takes over an attempt that a worker holds and that no record told of. */
    void adopt(Binding found) {
        open = found;
        highestAttempt = Math.max(highestAttempt, found.attempt());
    }

    Optional<Binding> open() {
        return Optional.ofNullable(open);
    }

    Optional<String> numerics() {
        return Optional.ofNullable(numerics);
    }

    boolean closed() {
        return closed;
    }

    long highestAttempt() {
        return highestAttempt;
    }
}
