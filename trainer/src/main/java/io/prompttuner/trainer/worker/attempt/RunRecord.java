package io.prompttuner.trainer.worker.attempt;

import io.prompttuner.wire.event.Started;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a job remembers from attempt to attempt besides its tuning state.
 *
 * @param started how it began; every attempt repeats it
 * @param throttled each change of the batch scale: the one command that changes the result
 */
record RunRecord(Started started, List<Change> throttled) {

    /** From this step on, this share of the global batch. */
    record Change(long step, double batchScale) {}

    RunRecord {
        throttled = List.copyOf(throttled);
    }

    static RunRecord of(Started started) {
        return new RunRecord(started, List.of());
    }

    RunRecord changed(long step, double batchScale) {
        var changes = new ArrayList<>(throttled);
        changes.removeIf(change -> change.step() >= step);
        changes.add(new Change(step, batchScale));
        return new RunRecord(started, changes);
    }

    /** The changes that shaped a prompt of this step, as {@code step:scale} with spaces between; empty if none did. */
    String before(long step) {
        return throttled.stream()
                .filter(change -> change.step() < step)
                .map(change -> change.step() + ":" + change.batchScale())
                .collect(Collectors.joining(" "));
    }
}
