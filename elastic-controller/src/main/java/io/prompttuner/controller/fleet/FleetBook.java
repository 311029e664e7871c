package io.prompttuner.controller.fleet;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** All workers that may still have a process, by their ids. */
public final class FleetBook {

    private final TreeMap<String, Worker> workers = new TreeMap<>();

    /** The worker, entered if it is new. */
    public Worker enter(String id, String baseModel, int gpus, long now) {
        return workers.computeIfAbsent(id, fresh -> new Worker(fresh, baseModel, gpus, now));
    }

    public Optional<Worker> find(String id) {
        return Optional.ofNullable(workers.get(id));
    }

    public void remove(String id) {
        workers.remove(id);
    }

    public Collection<Worker> all() {
        return Collections.unmodifiableCollection(workers.values());
    }

    /** A snapshot, for those who remove on the way. */
    public List<Worker> snapshot() {
        return List.copyOf(workers.values());
    }

    /** Those whose duty this job is. */
    public List<Worker> onDuty(String job) {
        return workers.values().stream()
                .filter(worker ->
                        worker.duty().filter(duty -> duty.job().equals(job)).isPresent())
                .toList();
    }

    /** Every worker of this model that could take a job at once. */
    public List<Worker> free(String baseModel) {
        return workers.values().stream()
                .filter(worker -> worker.isFree() && worker.baseModel().equals(baseModel))
                .toList();
    }

    public int gpus() {
        return workers.values().stream().mapToInt(Worker::gpus).sum();
    }
}
