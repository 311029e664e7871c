package io.prompttuner.simulator.cluster;

import io.prompttuner.domain.scheduling.JobView;
import io.prompttuner.domain.scheduling.Plan;
import io.prompttuner.domain.scheduling.PlannedAllocation;
import io.prompttuner.domain.scheduling.PlannedPool;
import io.prompttuner.simulator.cluster.Agenda.Entry;
import io.prompttuner.simulator.cluster.Agenda.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Jobs and who works on them: carries out what a policy wants, as the controller does, and what happens by itself. */
final class Cluster {

    private final SystemSpec system;
    private final Fleet fleet;
    private final Agenda agenda;
    private final TreeMap<String, JobRun> open = new TreeMap<>();
    private long changes;

    Cluster(SystemSpec system, Fleet fleet, Agenda agenda) {
        this.system = system;
        this.fleet = fleet;
        this.agenda = agenda;
    }

    /** Jobs that have arrived and not ended. */
    Collection<JobRun> open() {
        return open.values();
    }

    void arrive(JobRun job) {
        open.put(job.truth().id(), job);
    }

    void end(JobRun job, long now) {
        job.end(now);
        job.want(0);
        open.remove(job.truth().id());
        releaseAll(job, now);
    }

    void ready(SimWorker worker, long now) {
        fleet.become(worker, GpuState.IDLE, null, now);
    }

    /** Its job falls back to its newest checkpoint and waits for as many workers as before. */
    void die(SimWorker worker, long now) {
        @Nullable JobRun job = worker.job();
        if (job != null) {
            job.give(worker);
            if (job.isRunning()) {
                job.crash(now, system.failures().checkpointSeconds());
            }
            releaseAll(job, now);
        }
        fleet.become(worker, GpuState.COLD, null, now);
    }

    /** Hands idle workers to the jobs that were promised some, in the order of their arrival. */
    void bindIdle(long now) {
        for (Pool pool : fleet.pools()) {
            while (!pool.unserved().isEmpty()) {
                @Nullable SimWorker idle = pool.freshest();
                if (idle == null) {
                    break;
                }
                bind(idle, pool.unserved().first(), now);
            }
        }
    }

    /** Returns whether anything is different now. */
    boolean carryOut(Plan plan, long now) {
        long before = changes + fleet.changes();
        plan.allocations().forEach(allocation -> allocate(allocation, now));
        resizePools(plan.pools(), now);
        bindIdle(now);
        return changes + fleet.changes() > before;
    }

    List<JobView> views(long now) {
        var views = new ArrayList<JobView>(open.size());
        open.values().forEach(job -> views.add(job.view(now)));
        return views;
    }

    private void allocate(PlannedAllocation planned, long now) {
        @Nullable JobRun job = open.get(planned.job());
        if (job == null) {
            throw new IllegalStateException("a plan for %s, which is not open".formatted(planned.job()));
        }
        int before = job.wanted();
        job.want(planned.chosen().workers());
        if (job.wanted() == 0 && job.held() > 0) {
            pause(job, now);
        } else if (!system.reuse() && job.isRunning() && job.held() != job.wanted()) {
            pause(job, now);
        } else if (job.held() > job.wanted()) {
            shrink(job, now);
        } else if (!job.isRunning()) {
            startIfComplete(job, now);
        }
        if (before != job.wanted()) {
            changes++;
            queue(job);
        }
    }

    private void pause(JobRun job, long now) {
        if (job.isRunning()) {
            job.pause(now);
        }
        releaseAll(job, now);
    }

    private void shrink(JobRun job, long now) {
        while (job.held() > job.wanted()) {
            release(job.giveLast(), now);
        }
        if (job.isRunning()) {
            job.resize(now, system.connectSeconds());
            foretell(job);
        } else {
            startIfComplete(job, now);
        }
    }

    private void bind(SimWorker worker, JobRun job, long now) {
        job.take(worker, now);
        fleet.become(worker, job.isRunning() ? GpuState.RUNNING : GpuState.WAITING, job, now);
        queue(job);
        if (job.isRunning()) {
            job.resize(now, system.connectSeconds());
            foretell(job);
        } else {
            startIfComplete(job, now);
        }
    }

    private void startIfComplete(JobRun job, long now) {
        if (job.held() == 0 || job.isUnserved()) {
            return;
        }
        job.start(now, system.connectSeconds());
        for (SimWorker worker : job.workers()) {
            fleet.become(worker, GpuState.RUNNING, job, now);
        }
        foretell(job);
    }

    private void releaseAll(JobRun job, long now) {
        while (job.held() > 0) {
            release(job.giveLast(), now);
        }
        queue(job);
    }

    private void release(SimWorker worker, long now) {
        fleet.become(worker, system.reuse() ? GpuState.IDLE : GpuState.COLD, null, now);
    }

    private void queue(JobRun job) {
        if (job.isUnserved()) {
            job.pool().unserved().add(job);
        } else {
            job.pool().unserved().remove(job);
        }
    }

    private void foretell(JobRun job) {
        agenda.add(new Entry(job.endsAt(), Kind.JOB_ENDS, job.index(), job.version()));
    }

    /** Pools that shrink free the GPUs on which others grow; those take turns by name, as the controller's do. */
    private void resizePools(List<PlannedPool> planned, long now) {
        var targets = new TreeMap<String, Integer>();
        planned.forEach(pool -> targets.put(pool.baseModel(), pool.workers()));
        targets.forEach((model, target) -> {
            @Nullable Pool pool = fleet.pool(model);
            if (pool != null && pool.size() > target) {
                fleet.resize(pool, target, now);
            }
        });
        targets.forEach((model, target) -> {
            @Nullable Pool pool = fleet.pool(model);
            if (pool != null && pool.size() < target) {
                fleet.resize(pool, target, now);
            }
        });
    }
}
