package io.prompttuner.wire.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of one worker, or how many GPUs there are in all. Exactly the component named by {@code kind} is there.
 *
 * @param term the controller's claim; the highest counts
 */
public record FleetEvent(
        FleetKind kind,
        long term,
        @Nullable WorkerFact worker,
        @Nullable Integer capacity) implements Event {

    /** Key of the record that says how many GPUs there are. */
    public static final String CAPACITY_KEY = "capacity";

    public static FleetEvent of(long term, WorkerFact worker) {
        return new FleetEvent(FleetKind.WORKER, term, worker, null);
    }

    public static FleetEvent capacity(long term, int gpus) {
        return new FleetEvent(FleetKind.CAPACITY, term, null, gpus);
    }

    @Override
    public String key() {
        return worker == null ? CAPACITY_KEY : worker.worker();
    }

    @Override
    public String kindName() {
        return kind.word();
    }

    @Override
    public List<String> faults() {
        Object detail = kind == FleetKind.WORKER ? worker : capacity;
        return detail == null ? List.of(kind.word() + ": expected in a record of that kind") : List.of();
    }
}
