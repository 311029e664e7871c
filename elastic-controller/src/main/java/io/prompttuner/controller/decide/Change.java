package io.prompttuner.controller.decide;

import io.prompttuner.controller.fleet.Worker;
import io.prompttuner.wire.event.AssignmentKind;
import io.prompttuner.wire.event.AssignmentReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is to hold a job next.
 *
 * @param kind {@code bound} under another attempt, or {@code resized} under the same
 * @param members oldest first
 * @param batchScale share of the global batch from then on; the same as before if it is only resized
 */
record Change(
        AssignmentKind kind,
        List<Worker> members,
        double batchScale,
        AssignmentReason reason,
        @Nullable String detail) {

    Change {
        members = List.copyOf(members);
    }

    boolean isNewAttempt() {
        return kind == AssignmentKind.BOUND;
    }

    List<String> ids() {
        return members.stream().map(Worker::id).toList();
    }

    /** On what the last bits of their results depend: what one of them says goes for all. */
    String numerics() {
        return members.get(0).numerics();
    }

    int gpus() {
        return members.stream().mapToInt(Worker::gpus).sum();
    }
}
