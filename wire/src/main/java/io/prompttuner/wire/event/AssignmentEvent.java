package io.prompttuner.wire.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which workers a job holds from here on; the source of billing and audit.
 *
 * @param term the controller's claim
 * @param attempt the binding; 0 in {@code closed}
 * @param generation which change of its workers within the attempt this is, 0 for the first ones; absent in {@code
 *     released} and {@code closed}
 * @param workers who holds the job after this record, oldest first; empty in {@code released} and {@code closed}
 * @param numerics on what the last bits of their results depend; the job is bound to no others from then on. Absent in
 *     {@code released} and {@code closed}, and where an older controller wrote
 * @param gpus GPUs held after this record
 * @param epoch epoch of the allocation obeyed; 0 if none was, and also the first there ever was: nothing rests on which
 * @param sequence sequence of the allocation obeyed; 0 if none was
 * @param detail what a person should know, one line
 */
public record AssignmentEvent(
        AssignmentKind kind,
        String job,
        long term,
        long attempt,
        @Nullable Integer generation,
        List<String> workers,
        @Nullable String numerics,
        int gpus,
        long epoch,
        long sequence,
        AssignmentReason reason,
        @Nullable String detail)
        implements Event {

    public AssignmentEvent {
        workers = workers == null ? List.of() : workers;
    }

    @Override
    public String key() {
        return job;
    }

    @Override
    public String kindName() {
        return kind.word();
    }
}
