package io.prompttuner.controller.wish;

import io.prompttuner.wire.event.Allocation;
import io.prompttuner.wire.event.PoolTarget;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the scheduler wants, as far as it may be obeyed: only of the highest epoch, whether a claim told of it or a wish
 * did, and within it never below the sequence already heard for the same job or pool.
 *
 * <p>A new epoch voids every wish of the old ones, also of jobs and pools that it has not spoken of yet. Who has no valid
 * wish keeps what it has.
 */
public final class Wishes {

    private final Map<String, Allocation> jobs = new HashMap<>();
    private final Map<String, PoolTarget> pools = new TreeMap<>();
    private long epoch = -1;

    /** A scheduler has claimed this epoch. */
    public void claimed(long claim) {
        if (claim > epoch) {
            epoch = claim;
            jobs.clear();
            pools.clear();
        }
    }

    /** Takes a wish; false if it has no effect. */
    public boolean take(Allocation wish) {
        claimed(wish.epoch());
        Allocation last = jobs.get(wish.job());
        if (wish.epoch() < epoch || (last != null && wish.sequence() < last.sequence())) {
            return false;
        }
        jobs.put(wish.job(), wish);
        return true;
    }

    /** Takes a target; false if it has no effect. */
    public boolean take(PoolTarget target) {
        claimed(target.epoch());
        PoolTarget last = pools.get(target.baseModel());
        if (target.epoch() < epoch || (last != null && target.sequence() < last.sequence())) {
            return false;
        }
        pools.put(target.baseModel(), target);
        return true;
    }

    public void forgetJob(String job) {
        jobs.remove(job);
    }

    public void forgetPool(String baseModel) {
        pools.remove(baseModel);
    }

    public Optional<Allocation> forJob(String job) {
        return Optional.ofNullable(jobs.get(job));
    }

    /** Targets by base model. */
    public Map<String, PoolTarget> pools() {
        return Collections.unmodifiableMap(pools);
    }

    /** The highest epoch heard of; -1 before the first. */
    public long epoch() {
        return epoch;
    }
}
