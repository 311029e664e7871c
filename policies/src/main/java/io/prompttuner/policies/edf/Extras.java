package io.prompttuner.policies.edf;

import io.prompttuner.domain.scheduling.PlannedAllocation;
import java.util.HashMap;
import java.util.Map;

/**
 * What is left when every job has its first worker: more workers for jobs that would be late with what they have.
 *
 * <p>First those that hold some keep what they need, then what is free goes to those that need more, each in the order of
 * urgency. A job whose workers are just changing is left alone until they have.
 */
final class Extras {

    private final ShareRule rule;
    private final Stock stock;
    private final Map<Candidate, Share> shares = new HashMap<>();

    Extras(ShareRule rule, Stock stock) {
        this.rule = rule;
        this.stock = stock;
    }

    /** Leaves a job that makes its next step in so many seconds those of its workers that it needs and nobody waits for. */
    void keep(Candidate job, double starts) {
        int before = Math.max(1, job.allocated());
        int asked = rule.keeps(job, before, starts);
        int there = Math.max(1, Math.min(asked, job.heldWorkers()));
        int kept = 1 + stock.keepExtra(job, there - 1);
        if (kept == there) {
            int onTheirWay = Math.min(asked - there, stock.room(job));
            stock.take(job, onTheirWay);
            kept += onTheirWay;
        }
        shares.put(job, new Share(before, asked, kept, starts, null));
    }

    /** Gives a job those of the free workers, or GPUs, that it needs; all must have kept theirs before. */
    void grow(Candidate job) {
        Share share = share(job);
        boolean settled = job.heldWorkers() == share.kept() || job.heldWorkers() == 0;
        if (settled && share.kept() == share.before()) {
            int most = Math.min(job.most(), share.kept() + stock.room(job));
            int workers = rule.grows(job, share.kept(), share.starts(), most, more -> joins(job, share, more));
            int more = workers - share.kept();
            if (more > 0) {
                shares.put(
                        job, share.grown(new Growth(share.kept(), share.starts(), workers, joins(job, share, more))));
                stock.takeMore(job, more);
            }
        }
    }

    /** The allocation of a job that runs, given what was said of its first worker. */
    PlannedAllocation allocation(Candidate job, PlannedAllocation first) {
        Share share = share(job);
        return job.mayShare() ? new ShareWords(rule, stock.room(job)).allocation(job, share, first) : first;
    }

    /** Workers by job that runs. */
    Map<Candidate, Integer> workers() {
        Map<Candidate, Integer> workers = new HashMap<>();
        shares.forEach((job, share) -> workers.put(job, share.workers()));
        return workers;
    }

    private double joins(Candidate job, Share share, int more) {
        return Math.max(share.starts(), stock.more(job, more));
    }

    private Share share(Candidate job) {
        Share share = shares.get(job);
        if (share == null) {
            throw new IllegalStateException(job.id() + " does not run");
        }
        return share;
    }
}
