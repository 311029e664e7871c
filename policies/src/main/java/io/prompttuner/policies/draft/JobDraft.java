package io.prompttuner.policies.draft;

import io.prompttuner.domain.scheduling.AllocationReason;
import io.prompttuner.domain.scheduling.Choice;
import io.prompttuner.domain.scheduling.PlannedAllocation;
import io.prompttuner.policies.time.JobTime;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** One job while a plan is made, with what has been decided on it. */
public final class JobDraft {

    /** The nearest deadline first. */
    public static final Comparator<JobDraft> BY_DEADLINE =
            (one, other) -> JobTime.BY_DEADLINE.compare(one.time, other.time);

    /** Whoever came first. */
    public static final Comparator<JobDraft> BY_ARRIVAL =
            (one, other) -> JobTime.BY_ARRIVAL.compare(one.time, other.time);

    private final JobTime time;
    private final PoolDraft pool;
    private int workers;
    private int present;
    private double end = Double.POSITIVE_INFINITY;
    private AllocationReason reason = AllocationReason.WAITING_FOR_CAPACITY;
    private String note = "no worker can take it";
    private @Nullable Choice rejected;

    JobDraft(JobTime time, PoolDraft pool) {
        this.time = time;
        this.pool = pool;
    }

    public JobTime time() {
        return time;
    }

    /** The workers of its base model. */
    public PoolDraft pool() {
        return pool;
    }

    /** Workers it holds, whatever is decided. */
    public int held() {
        return time.view().held();
    }

    /** Workers it gets: A_i in the paper. */
    public int workers() {
        return workers;
    }

    /** How many of those it gets are there, so that it runs if they are all. */
    public int present() {
        return present;
    }

    /** Whether it gets workers of which some are still missing, so that it holds the others and waits. */
    public boolean incomplete() {
        return present < workers;
    }

    /** When it is expected to be done, in seconds from now. */
    public double end() {
        return end;
    }

    /** Most workers it may ever have. */
    public int maxWorkers() {
        return time.view().maxWorkers();
    }

    /** It goes on with the workers it has, or was promised. */
    void keep(int count, int there, double until) {
        workers = count;
        present = there;
        run(until, there < count ? "holds some workers and waits for the others" : "keeps its workers");
    }

    /** Gets so many workers, all of them there. */
    public void start(int count, double until, String why) {
        workers = count;
        present = count;
        run(until, why);
    }

    /** Gets so many workers, of which only some are there; it will wait for the others. */
    public void hold(int count, int there, double until, String why) {
        workers = count;
        present = there;
        run(until, why);
    }

    /** Gets nothing now, and is expected to be done then. */
    public void await(double until, String why) {
        workers = 0;
        present = 0;
        end = until;
        reason = AllocationReason.WAITING_FOR_CAPACITY;
        note = why;
    }

    /** Gives up what it holds for another. */
    public void giveWay(double until, String why) {
        await(until, why);
        reason = AllocationReason.YIELDED_TO_MORE_URGENT;
    }

    /** Notes the best of what was not chosen. */
    public void reject(int count, double until, String why) {
        rejected = new Choice(count, 1, until - time.untilDeadline(), why);
    }

    PlannedAllocation allocation() {
        double lateness = (Double.isInfinite(end) ? time.warm(1) : end) - time.untilDeadline();
        return new PlannedAllocation(time.id(), new Choice(workers, 1, lateness, note), reason, rejected);
    }

    private void run(double until, String why) {
        end = until;
        reason = time.inTime(until) ? AllocationReason.MEETS_DEADLINE : AllocationReason.BEST_EFFORT;
        note = why;
    }
}
