package io.prompttuner.simulator.protocol.cast;

import io.prompttuner.controller.message.WorkerProcess;
import io.prompttuner.simulator.protocol.judge.Property;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Owns the worker processes; starts and stops them at any controller's wish, as it can't tell old from new. */
public final class Supervisor {

    private final Cast cast;
    private final Map<String, Worker> workers = new TreeMap<>();
    private final Set<String> unwanted = new HashSet<>();

    Supervisor(Cast cast) {
        this.cast = cast;
    }

    void start(String id, String baseModel) {
        if (!workers.containsKey(id)) {
            cast.findings.note(() -> "supervisor starts " + id);
            var worker = new Worker(cast, id, baseModel);
            workers.put(id, worker);
            worker.start();
            checkCapacity(id);
        }
    }

    /** A controller no longer counts on this one, though it may not have ended, or even begun. */
    void unwanted(String id) {
        unwanted.add(id);
    }

    /** The workers that one controller alone wants never need more GPUs than there are. */
    private void checkCapacity(String id) {
        String author = author(id);
        int gpus = living().stream()
                .filter(worker -> author(worker.id()).equals(author) && !unwanted.contains(worker.id()))
                .mapToInt(worker -> cast.setup.gpusPerWorker(worker.baseModel()))
                .sum();
        cast.findings.check(
                gpus <= cast.setup.capacity(), Property.CAPACITY, () -> "%s makes it %d GPUs".formatted(id, gpus));
    }

    private static String author(String id) {
        return id.substring(0, id.lastIndexOf('-'));
    }

    void stop(String id) {
        Worker worker = workers.get(id);
        if (worker != null && worker.isAlive()) {
            worker.shutDown();
        } else {
            workers.remove(id);
        }
    }

    /** Its children never outlive it; its successor knows nothing of them. */
    public void crash() {
        workers.values().forEach(Worker::crash);
        workers.clear();
    }

    /** All processes, also dead ones that nobody has asked to forget. */
    List<WorkerProcess> list() {
        List<WorkerProcess> processes = new ArrayList<>();
        workers.values()
                .forEach(worker -> processes.add(new WorkerProcess(worker.id(), worker.baseModel(), worker.isAlive())));
        return processes;
    }

    /** All workers that run. */
    public List<Worker> living() {
        return workers.values().stream().filter(Worker::isAlive).toList();
    }
}
