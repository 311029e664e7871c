package io.prompttuner.policies.draft;

import io.prompttuner.domain.scheduling.PlannedPool;
import io.prompttuner.domain.scheduling.WorkerView;
import io.prompttuner.domain.scheduling.WorkerView.Condition;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The workers of one base model while a plan is made: those that are there, those handed out and those still to be loaded. */
public final class PoolDraft {

    private final String baseModel;
    private final int gpus;
    private final double load;
    private final Instant now;
    private final Duration window;
    private final EarliestTimes earliest = new EarliestTimes();
    private final EarliestTimes onTheWay = new EarliestTimes();
    private int workers;
    private int loading;
    private int stale;
    private int idleAtFirst;
    private int idle;
    private int spare;
    private int fetched;
    private int givenUp;
    private @Nullable Instant nextStale;

    PoolDraft(String baseModel, int gpus, double load, Instant now, Duration window) {
        this.baseModel = baseModel;
        this.gpus = gpus;
        this.load = load;
        this.now = now;
        this.window = window;
    }

    void add(WorkerView worker) {
        workers++;
        if (worker.condition() == Condition.IDLE) {
            addIdle(worker.since().plus(window));
        } else if (worker.condition() == Condition.LOADING) {
            loading++;
            onTheWay.add(load - Duration.between(worker.since(), now).toNanos() / 1e9, 1);
        }
    }

    public String baseModel() {
        return baseModel;
    }

    /** GPUs that each worker occupies. */
    public int gpus() {
        return gpus;
    }

    /** Seconds from an empty GPU to a warm worker: Tcold in the paper. */
    public double load() {
        return load;
    }

    /** Idle workers that this plan has not handed out yet: R_l in the paper. It is below 0 when more are promised. */
    public int idle() {
        return idle;
    }

    /** Workers on their way, those of this plan not among them. */
    public int loading() {
        return loading;
    }

    /** Workers that are there, and that this plan loads. */
    public int workers() {
        return workers + fetched;
    }

    /** Workers that this plan loads: B_l in the paper. */
    public int fetched() {
        return fetched;
    }

    /** Counts on workers on their way, but for so many of the first. */
    public void countOnLoading(int butFirst) {
        earliest.addAllBut(butFirst, onTheWay);
    }

    /** When which workers are available that are counted on: E_l in the paper. */
    public EarliestTimes earliest() {
        return earliest;
    }

    /** Hands out idle workers; a negative number gives them back. */
    public void take(int count) {
        idle -= count;
    }

    /** Has workers loaded. */
    public void fetch(int count) {
        fetched += count;
    }

    /** Lets idle workers go before their time. */
    public void giveUp(int count) {
        idle -= count;
        givenUp += count;
    }

    /** Names those idle workers that nobody waits for; only they may grow cold. */
    public void spare(int count) {
        spare = Math.max(0, Math.min(count, idle));
    }

    /** Idle workers that nobody waits for. */
    public int spare() {
        return spare;
    }

    /** Starts a job on idle workers that nobody waits for. */
    public void takeSpare(int count) {
        idle -= count;
        spare -= count;
    }

    /**
     * How many workers there shall be. One that was idle for the whole window goes if nobody waits for it. While any is
     * loading none goes, since a smaller pool would stop the loading first.
     */
    PlannedPool target(Alarm alarm) {
        if (nextStale != null) {
            alarm.at(nextStale);
        }
        int handedOut = Math.max(0, idleAtFirst - givenUp - idle);
        int gone = Math.max(0, Math.min(stale - handedOut, spare));
        if (loading + fetched > 0) {
            gone = 0;
        } else if (handedOut > 0 && Math.min(stale, spare) > gone) {
            alarm.soon(); // the workers handed out may be other than the stale ones
        }
        int target = workers + fetched - givenUp - gone;
        PlannedPool.Reason some = fetched > 0 ? PlannedPool.Reason.JOBS_WAITING : PlannedPool.Reason.KEPT_WARM;
        return new PlannedPool(baseModel, target, target == 0 ? PlannedPool.Reason.NO_DEMAND : some);
    }

    private void addIdle(Instant until) {
        idle++;
        idleAtFirst++;
        if (!until.isAfter(now)) {
            stale++;
        } else if (nextStale == null || until.isBefore(nextStale)) {
            nextStale = until;
        }
    }
}
