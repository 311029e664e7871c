package io.prompttuner.scaling.scheduler;

import io.prompttuner.wire.event.Allocation;
import io.prompttuner.wire.event.PoolTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one scheduler has last said of each job and each pool, and when: what is new, and what is to be said again. */
final class Sayings {

    private final Map<String, Said<Allocation>> jobs = new HashMap<>();
    private final Map<String, Said<PoolTarget>> pools = new TreeMap<>();

    /** What stands, since a moment. */
    record Said<T>(T record, Instant at) {

        boolean isOlderThan(Duration age, Instant now) {
            return !now.isBefore(at.plus(age));
        }
    }

    @Nullable Said<Allocation> ofJob(String job) {
        return jobs.get(job);
    }

    @Nullable Said<PoolTarget> ofPool(String baseModel) {
        return pools.get(baseModel);
    }

    /** Base models of which something stands. */
    Set<String> pools() {
        return Set.copyOf(pools.keySet());
    }

    void note(Allocation allocation, Instant now) {
        jobs.put(allocation.job(), new Said<>(allocation, now));
    }

    void note(PoolTarget target, Instant now) {
        pools.put(target.baseModel(), new Said<>(target, now));
    }

    void forget(Collection<String> gone) {
        gone.forEach(jobs::remove);
    }
}
