package io.prompttuner.simulator.cluster;

import io.prompttuner.domain.scheduling.WorkerView;
import io.prompttuner.simulator.cluster.Agenda.Entry;
import io.prompttuner.simulator.cluster.Agenda.Kind;
import io.prompttuner.simulator.workload.BaseModelSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The GPUs and the workers on them. Whatever a worker does goes through {@link #become}, and so into the ledger. */
final class Fleet {

    private final Ledger ledger;
    private final Agenda agenda;
    private final Failures failures;
    private final Observer observer;
    private final long seed;
    private final BitSet coldGpus = new BitSet();
    private final TreeMap<String, Pool> pools = new TreeMap<>();
    private final TreeMap<Integer, SimWorker> workers = new TreeMap<>();
    private int loaded;
    private long changes;

    Fleet(SystemSpec system, List<BaseModelSpec> models, Agenda agenda, long seed, Observer observer) {
        this.ledger = new Ledger(system.gpus());
        this.agenda = agenda;
        this.failures = system.failures();
        this.observer = observer;
        this.seed = seed;
        coldGpus.set(0, system.gpus());
        models.forEach(model -> pools.put(model.name(), new Pool(model)));
    }

    Ledger ledger() {
        return ledger;
    }

    Collection<Pool> pools() {
        return pools.values();
    }

    /** The pool of a base model; null if there is no such model. */
    @Nullable Pool pool(String baseModel) {
        return pools.get(baseModel);
    }

    /** The worker of this number; null once it is gone. */
    @Nullable SimWorker worker(int number) {
        return workers.get(number);
    }

    /** How often any worker has begun to do something else. */
    long changes() {
        return changes;
    }

    Collection<SimWorker> workers() {
        return workers.values();
    }

    List<WorkerView> views() {
        var views = new ArrayList<WorkerView>(workers.size());
        workers.values().forEach(worker -> views.add(worker.view()));
        return views;
    }

    /** Brings a pool to a size as far as GPUs and jobs allow; busy workers stay. */
    void resize(Pool pool, int target, long now) {
        while (pool.size() > target) {
            @Nullable SimWorker surplus = pool.surplus();
            if (surplus == null) {
                return;
            }
            become(surplus, GpuState.COLD, null, now);
        }
        int gpus = pool.model().gpusPerWorker();
        while (pool.size() < target && ledger.count(GpuState.COLD) >= gpus) {
            load(pool, now);
        }
    }

    /** A worker does something else from now on. */
    void become(SimWorker worker, GpuState next, @Nullable JobRun holder, long now) {
        changes++;
        if (next != worker.state()) {
            ledger.move(worker.gpuIds().length, worker.state(), next);
        }
        Pool pool = worker.pool();
        pool.leave(worker);
        worker.become(next, holder, now);
        pool.enter(worker);
        if (next == GpuState.COLD) {
            workers.remove(worker.number());
            Arrays.stream(worker.gpuIds()).forEach(coldGpus::set);
        }
        observer.worker(now, occupancy(worker));
    }

    static Occupancy occupancy(SimWorker worker) {
        @Nullable JobRun job = worker.job();
        return new Occupancy(
                worker.number(),
                worker.model().name(),
                Arrays.stream(worker.gpuIds()).boxed().toList(),
                worker.state(),
                job == null ? null : job.truth().id());
    }

    private void load(Pool pool, long now) {
        int[] gpus = coldGpus.stream().limit(pool.model().gpusPerWorker()).toArray();
        Arrays.stream(gpus).forEach(coldGpus::clear);
        var worker = new SimWorker(loaded++, pool, gpus, now);
        ledger.move(gpus.length, GpuState.COLD, GpuState.LOADING);
        workers.put(worker.number(), worker);
        changes++;
        pool.enter(worker);
        observer.worker(now, occupancy(worker));
        long ready = now + SimTime.micros(loadSeconds(worker));
        agenda.add(new Entry(ready, Kind.WORKER_READY, worker.number(), 0));
        if (Double.isFinite(failures.meanSeconds())) {
            double life = -failures.meanSeconds() * Math.log1p(-Mixed.unit(seed + 1, worker.number()));
            agenda.add(new Entry(ready + SimTime.micros(life), Kind.WORKER_DIES, worker.number(), 0));
        }
    }

    private double loadSeconds(SimWorker worker) {
        BaseModelSpec model = worker.model();
        double spread = 2 * Mixed.unit(seed, worker.number()) - 1;
        return model.loadSeconds() * (1 + spread * model.loadSpread());
    }
}
