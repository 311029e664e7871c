package io.prompttuner.policies.infless;

import io.prompttuner.domain.scheduling.ClusterSnapshot;
import io.prompttuner.domain.scheduling.JobView;
import io.prompttuner.domain.scheduling.Plan;
import io.prompttuner.domain.scheduling.PlannedAllocation;
import io.prompttuner.domain.scheduling.PlannedPool;
import io.prompttuner.domain.scheduling.WorkerView;
import io.prompttuner.policies.infless.InflessSettings.Order;
import io.prompttuner.policies.time.JobTime;
import io.prompttuner.policies.time.ModelTimes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One plan in the making: what has happened since the last one, who gets which instances, and how many there shall be. */
final class InflessPlan {

    private static final long NANOS = 1_000_000_000;

    private final InflessSettings settings;
    private final ClusterSnapshot snapshot;
    private final ModelTimes times;
    private final Sizing sizing;
    private final long now;
    private final Wake wake;
    private final InflessMemory memory;
    private final List<JobTime> jobs = new ArrayList<>();

    InflessPlan(InflessSettings settings, ClusterSnapshot snapshot, InflessMemory memory) {
        this.settings = settings;
        this.snapshot = snapshot;
        this.memory = memory;
        this.times = new ModelTimes(settings.times(), snapshot);
        this.sizing = new Sizing(settings, Math.max(0, snapshot.gpus()));
        this.now = nanos(snapshot.now());
        this.wake = new Wake(snapshot.now());
        for (JobView view : snapshot.jobs()) {
            jobs.add(new JobTime(view, times, snapshot.now()));
        }
        jobs.sort(JobTime.BY_ARRIVAL);
    }

    Plan made() {
        new History(settings, sizing, memory, now).takeIn(jobs, snapshot.workers());
        NavigableMap<String, Instances> instances = instances();
        List<Gang> gangs = gangs(instances);
        Gangs served = serve(gangs);
        if (unlock(gangs, served, instances)) {
            wake.soon();
            instances = instances();
            gangs = gangs(instances);
            served = serve(gangs);
        }
        return plan(instances, gangs, served);
    }

    private NavigableMap<String, Instances> instances() {
        NavigableMap<String, Instances> instances = new TreeMap<>();
        jobs.forEach(job -> of(job.baseModel(), instances));
        for (WorkerView worker : snapshot.workers()) {
            of(worker.baseModel(), instances).add(worker, nanos(worker.since()));
        }
        return instances;
    }

    private Instances of(String model, NavigableMap<String, Instances> instances) {
        return instances.computeIfAbsent(model, name -> new Instances(name, times.gpus(name), times.loadSeconds(name)));
    }

    private List<Gang> gangs(NavigableMap<String, Instances> instances) {
        List<Gang> gangs = new ArrayList<>();
        for (JobTime job : jobs) {
            if (!runs(job)) {
                gangs.add(new Gang(job, of(job.baseModel(), instances), sizing.instances(job)));
            }
        }
        return gangs;
    }

    private Gangs serve(List<Gang> gangs) {
        memory.makesRoom(memory.makesRoom() && jobs.stream().noneMatch(InflessPlan::runs));
        var served = new Gangs(settings, sizing, snapshot.coldGpus(), memory.makesRoom());
        if (settings.gang() == InflessSettings.Gang.HOLD) {
            served.hold(gangs, memory.released());
        } else {
            served.atomic(gangs);
        }
        return served;
    }

    /**
     * Whether gangs have held each other up for so long that this plan has to be made anew: the youngest that holds anything
     * gives it up, and until a job runs again nothing idle is kept.
     */
    private boolean unlock(List<Gang> gangs, Gangs served, NavigableMap<String, Instances> instances) {
        boolean moves =
                jobs.stream().anyMatch(InflessPlan::runs) || gangs.stream().anyMatch(Gang::starts);
        if (memory.makesRoom() && (moves || served.starved() == null)) {
            memory.makesRoom(false);
            wake.soon();
        }
        boolean loads = instances.values().stream().anyMatch(Instances::isLoading);
        @Nullable Gang starved = served.starved();
        if (moves || loads || starved == null) {
            return false;
        }
        long timeout = lastMove() + Math.round(settings.timeout() * NANOS);
        if (timeout > now) {
            wake.at(timeout);
            return false;
        }
        memory.makesRoom(true);
        youngest(gangs, starved)
                .ifPresent(gang -> memory.released().add(gang.time().id()));
        return true;
    }

    /** When anything last happened to a worker. */
    private long lastMove() {
        return snapshot.workers().stream()
                .mapToLong(worker -> nanos(worker.since()))
                .max()
                .orElse(now);
    }

    private static Optional<Gang> youngest(List<Gang> gangs, Gang starved) {
        return gangs.stream()
                .filter(gang -> gang.held() > 0 && gang != starved)
                .max((one, other) -> JobTime.BY_ARRIVAL.compare(one.time(), other.time()));
    }

    private Plan plan(NavigableMap<String, Instances> instances, List<Gang> gangs, Gangs served) {
        var words = new Words(sizing);
        List<PlannedAllocation> allocations = new ArrayList<>(jobs.size());
        for (JobTime job : jobs) {
            if (runs(job)) {
                allocations.add(words.running(job));
            }
        }
        for (Gang gang : gangs) {
            allocations.add(words.waiting(gang));
            wake.in(sizing.nextChange(gang.time(), gang.size()));
            if (gang.workers() > 0 && !gang.starts() && gang.idle() > 0 && settings.order() == Order.EDF) {
                wake.soon(); // whoever came first is bound first, which may be another than was meant
            }
        }
        var scaling = new Scaling(settings, now, memory.makesRoom(), wake);
        List<PlannedPool> pools = new ArrayList<>();
        boolean frees = false;
        for (Instances model : instances.values()) {
            PlannedPool pool = scaling.pool(model, memory.traffic(model.baseModel()), served);
            frees |= pool.workers() < model.there();
            pools.add(pool);
        }
        if (frees && gangs.stream().anyMatch(gang -> !gang.starts())) {
            wake.soon(); // what goes leaves GPUs to those that wait
        }
        return new Plan(allocations, pools, memory.encoded(), wake.next());
    }

    private static boolean runs(JobTime job) {
        return job.runs() && job.view().wanted() > 0;
    }

    static long nanos(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NANOS), instant.getNano());
    }
}
