package io.prompttuner.policies.infless;

import io.prompttuner.domain.scheduling.WorkerView;
import io.prompttuner.domain.scheduling.WorkerView.Condition;
import io.prompttuner.policies.infless.InflessMemory.Open;
import io.prompttuner.policies.time.JobTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Learns from what has changed since the last plan: jobs that came, began to run, and ended. */
final class History {

    private final InflessSettings settings;
    private final Sizing sizing;
    private final InflessMemory memory;
    private final long now;

    History(InflessSettings settings, Sizing sizing, InflessMemory memory, long now) {
        this.settings = settings;
        this.sizing = sizing;
        this.memory = memory;
        this.now = now;
    }

    /** @param jobs in the order of their arrival */
    void takeIn(List<JobTime> jobs, List<WorkerView> workers) {
        if (!memory.known()) {
            begin(jobs, workers);
        }
        ended(jobs);
        Map<String, Integer> demand = new TreeMap<>();
        Map<String, Integer> most = new HashMap<>();
        for (JobTime job : jobs) {
            Open open = open(job);
            memory.open().put(job.id(), open);
            demand.merge(job.baseModel(), open.instances(), Integer::sum);
            most.put(job.baseModel(), sizing.cluster(job));
        }
        Set<String> models = new TreeSet<>(demand.keySet());
        models.addAll(memory.traffic().keySet());
        for (String model : models) {
            int limit = most.getOrDefault(model, Integer.MAX_VALUE);
            memory.traffic(model).demands(Math.min(limit, demand.getOrDefault(model, 0)), now, sizing.gpus());
        }
        memory.traffic().values().removeIf(traffic -> traffic.forgettable(now));
    }

    /** Nothing is remembered: what is idle is so since its time began, and what is in demand always was. */
    private void begin(List<JobTime> jobs, List<WorkerView> workers) {
        for (WorkerView worker : workers) {
            if (worker.condition() == Condition.IDLE) {
                memory.traffic(worker.baseModel()).foundIdle(InflessPlan.nanos(worker.since()));
            }
        }
        Map<String, Integer> demand = new HashMap<>();
        for (JobTime job : jobs) {
            int before = demand.merge(job.baseModel(), sizing.instances(job), Integer::sum);
            memory.traffic(job.baseModel()).demandedBefore(Math.min(before, sizing.cluster(job)));
        }
    }

    private void ended(List<JobTime> jobs) {
        Set<String> there = new HashSet<>();
        jobs.forEach(job -> there.add(job.id()));
        memory.open().forEach((id, job) -> {
            if (!there.contains(id) && job.since() != InflessMemory.NEVER) {
                memory.traffic(job.baseModel()).served(job.instances() * (now - job.since()) / 1e9);
            }
        });
        memory.open().keySet().retainAll(there);
        memory.released().retainAll(there);
    }

    private Open open(JobTime job) {
        @Nullable Open before = memory.open().get(job.id());
        int instances = sizing.instances(job);
        if (before == null) {
            arrived(job, instances);
        }
        long since = before == null ? InflessMemory.NEVER : before.since();
        if (since == InflessMemory.NEVER && job.runs() && job.view().wanted() > 0) {
            since = since(job);
        }
        return new Open(job.baseModel(), instances, since);
    }

    private void arrived(JobTime job, int instances) {
        double predicted = Sizing.INFLATION * job.warm(Math.max(1, instances));
        double slack = Sizing.slo(job) - predicted;
        double least = slack <= predicted ? 1 : predicted / slack;
        long submitted = InflessPlan.nanos(job.view().submittedAt());
        memory.traffic(job.baseModel()).arrived(submitted, instances * predicted, least, settings.smoothing());
    }

    private long since(JobTime job) {
        return job.view().heldSince() == null
                ? now
                : InflessPlan.nanos(job.view().heldSince());
    }
}
