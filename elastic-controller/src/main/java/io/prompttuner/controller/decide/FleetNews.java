package io.prompttuner.controller.decide;

import io.prompttuner.controller.fleet.Worker;
import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.FleetEvent;
import io.prompttuner.wire.event.WorkerFact;
import io.prompttuner.wire.event.WorkerPhase;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Says in {@code fleet} what has changed: a worker's phase or job, a worker that is gone or about to go. */
final class FleetNews {

    private final Desk desk;
    private final Map<String, Optional<WorkerFact>> said = new TreeMap<>();

    FleetNews(Desk desk) {
        this.desk = desk;
    }

    /** How many GPUs there are. */
    void sayCapacity() {
        desk.out.append(Topic.FLEET, FleetEvent.capacity(desk.term, desk.setup.capacity()));
    }

    /** An older controller had the last word on this key: a record, or a tombstone. */
    void saidByAnother(String key) {
        if (!key.equals(FleetEvent.CAPACITY_KEY)) {
            said.put(key, Optional.empty());
        } else if (desk.phase() != Phase.READING) {
            sayCapacity();
        }
    }

    void publish() {
        if (desk.phase() != Phase.ADOPTING && desk.phase() != Phase.COMMANDING) {
            return;
        }
        desk.fleet.all().stream().filter(this::isSeen).forEach(this::publish);
        for (Iterator<String> keys = said.keySet().iterator(); keys.hasNext(); ) {
            String key = keys.next();
            if (desk.fleet.find(key).filter(worker -> !worker.isLeaving()).isEmpty()) {
                desk.out.tombstone(Topic.FLEET, key);
                keys.remove();
            }
        }
    }

    /** In the window, a worker that has not come yet may be anything. */
    private boolean isSeen(Worker worker) {
        return !worker.isLeaving() && (worker.wasEverAttached() || desk.phase() == Phase.COMMANDING);
    }

    private void publish(Worker worker) {
        WorkerPhase phase = worker.phase();
        String job = phase == WorkerPhase.BUSY ? worker.busyWith().orElse(null) : null;
        Optional<WorkerFact> last = said.getOrDefault(worker.id(), Optional.empty());
        if (last.isEmpty() || differs(last.get(), worker, phase, job)) {
            WorkerFact fact =
                    new WorkerFact(worker.id(), worker.baseModel(), phase, worker.gpus(), job, desk.time.wall());
            said.put(worker.id(), Optional.of(fact));
            desk.out.append(Topic.FLEET, FleetEvent.of(desk.term, fact));
        }
    }

    private static boolean differs(WorkerFact last, Worker worker, WorkerPhase phase, @Nullable String job) {
        return last.phase() != phase
                || last.gpus() != worker.gpus()
                || !last.baseModel().equals(worker.baseModel())
                || !Objects.equals(last.job(), job);
    }
}
