package io.prompttuner.policies.prompttuner;

import io.prompttuner.domain.scheduling.PolicyMemory;
import io.prompttuner.policies.draft.JobDraft;
import io.prompttuner.policies.draft.PlanDraft;
import io.prompttuner.policies.draft.PoolDraft;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/**
 * Workers that were loaded for jobs which still wait for them (erratum 7); none unless {@code reserve=on}. They are counted,
 * not named: of the workers that are loading or idle, so many are spoken for.
 */
final class Reservations {

    private static final int VERSION = 1;

    private final boolean on;
    private final Map<String, Integer> reserved;
    private final Map<PoolDraft, Integer> perPool = new HashMap<>();

    Reservations(boolean on, PolicyMemory memory) {
        this.on = on;
        this.reserved = on && memory.version() == VERSION ? decoded(memory.bytes()) : new TreeMap<>();
    }

    /** Forgets those of jobs that wait no more, or that could not meet their deadline even if all were there now. */
    void check(PlanDraft draft) {
        Map<String, JobDraft> waiting = new HashMap<>();
        draft.waiting().forEach(job -> waiting.put(job.time().id(), job));
        for (Iterator<Map.Entry<String, Integer>> each = reserved.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<String, Integer> entry = each.next();
            JobDraft job = waiting.get(entry.getKey());
            if (job == null || !job.time().inTime(job.time().warm(entry.getValue()))) {
                each.remove();
            } else {
                perPool.merge(job.pool(), entry.getValue(), Integer::sum);
                draft.alarm().in(job.time().untilDeadline() - job.time().warm(entry.getValue()));
            }
        }
    }

    /** Whether nothing is kept for anybody. */
    boolean none() {
        return reserved.isEmpty();
    }

    /** Whether workers are kept for it. */
    boolean covers(JobDraft job) {
        return reserved.containsKey(job.time().id());
    }

    /** Workers of its pool that are kept for others, loading or idle. */
    int ofPool(PoolDraft pool) {
        return perPool.getOrDefault(pool, 0);
    }

    /** Idle workers of its pool that it may not have, because they are kept for others. */
    int keptFrom(JobDraft job) {
        int others = ofPool(job.pool()) - reserved.getOrDefault(job.time().id(), 0);
        return Math.max(0, others - job.pool().loading());
    }

    /** Keeps workers that are about to be loaded for a job. */
    void add(JobDraft job, int workers) {
        if (on) {
            reserved.merge(job.time().id(), workers, Integer::sum);
        }
    }

    /** Nothing is kept for a job that has started. */
    void remove(JobDraft job) {
        Integer had = reserved.remove(job.time().id());
        if (had != null) {
            perPool.merge(job.pool(), -had, Integer::sum);
        }
    }

    /** To be handed to the next plan. */
    PolicyMemory memory() {
        if (reserved.isEmpty()) {
            return PolicyMemory.EMPTY;
        }
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(reserved.size());
            for (Map.Entry<String, Integer> entry : reserved.entrySet()) {
                out.writeUTF(entry.getKey());
                out.writeInt(entry.getValue());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new PolicyMemory(VERSION, bytes.toByteArray());
    }

    private static Map<String, Integer> decoded(byte[] bytes) {
        Map<String, Integer> reserved = new TreeMap<>();
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            for (int left = in.readInt(); left > 0; left--) {
                reserved.put(in.readUTF(), in.readInt());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return reserved;
    }
}
