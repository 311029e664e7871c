package io.prompttuner.scaling.scheduler;

import io.prompttuner.domain.scheduling.WorkerView;
import io.prompttuner.domain.scheduling.WorkerView.Condition;
import io.prompttuner.scaling.fact.FleetFact;
import io.prompttuner.wire.event.FleetEvent;
import io.prompttuner.wire.event.WorkerFact;
import io.prompttuner.wire.event.WorkerPhase;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The workers as the newest controller sees them.
 *
 * <p>What an older controller still says after a newer one has spoken is void. "After" goes by broker time, because the
 * partitions of the topic are read in no particular order.
 */
final class FleetMirror {

    private final Map<String, FleetEvent> events = new HashMap<>();
    private long term;
    private @Nullable Instant termSince;

    /** Whether a fact has an effect; that a worker is gone always has. */
    boolean counts(FleetFact fact) {
        FleetEvent event = fact.event();
        FleetEvent before = events.get(fact.key());
        return event == null || counts(event, before, fact.origin().at());
    }

    /** Takes in a fact that counts, and returns what was known under its key before. */
    @Nullable FleetEvent put(FleetFact fact) {
        FleetEvent event = fact.event();
        if (event == null) {
            return events.remove(fact.key());
        }
        noteTerm(event.term(), fact.origin().at());
        return events.put(fact.key(), event);
    }

    /** How many GPUs there are in all; empty until somebody has said. */
    OptionalInt gpus() {
        FleetEvent capacity = events.get(FleetEvent.CAPACITY_KEY);
        return capacity == null || capacity.capacity() == null
                ? OptionalInt.empty()
                : OptionalInt.of(capacity.capacity());
    }

    List<WorkerView> workers() {
        return present().map(FleetMirror::view).toList();
    }

    /** How many workers wait for a job, by base model. */
    Map<String, Integer> warm() {
        Map<String, Integer> warm = new HashMap<>();
        present()
                .filter(worker -> worker.phase() == WorkerPhase.WARM)
                .forEach(worker -> warm.merge(worker.baseModel(), 1, Integer::sum));
        return warm;
    }

    private Stream<WorkerFact> present() {
        return events.values().stream()
                .flatMap(event -> Stream.ofNullable(event.worker()))
                .filter(worker -> worker.phase() != WorkerPhase.LOST);
    }

    private boolean counts(FleetEvent event, @Nullable FleetEvent before, Instant at) {
        boolean lateFromAnOlderTerm = event.term() < term && termSince != null && !at.isBefore(termSince);
        return !lateFromAnOlderTerm && (before == null || event.term() >= before.term());
    }

    private void noteTerm(long seen, Instant at) {
        if (seen > term || termSince == null) {
            term = seen;
            termSince = at;
        } else if (seen == term && at.isBefore(termSince)) {
            termSince = at;
        }
    }

    private static WorkerView view(WorkerFact worker) {
        Condition condition = switch (worker.phase()) {
            case LOADING -> Condition.LOADING;
            case WARM -> Condition.IDLE;
            case BUSY, LOST -> Condition.BUSY;
        };
        return new WorkerView(worker.worker(), worker.baseModel(), condition, worker.gpus(), worker.since());
    }
}
