package io.prompttuner.simulator.protocol.judge;

import io.prompttuner.simulator.protocol.log.Entry;
import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.Allocation;
import io.prompttuner.wire.event.PoolTarget;
import io.prompttuner.wire.event.Role;
import io.prompttuner.wire.event.TermClaim;
import io.prompttuner.wire.event.Wish;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one reader of {@code terms}, {@code allocations} and {@code pools} may obey, given what it has read so far. */
public final class Wishes {

    private final Map<String, Allocation> jobs = new HashMap<>();
    private final Map<String, PoolTarget> pools = new HashMap<>();
    private long epoch = -1;

    /** It has read this. */
    public void read(Entry entry) {
        if (entry.event() instanceof TermClaim claim) {
            if (claim.role() == Role.SCHEDULER) {
                rise(entry.offset());
            }
        } else if (entry.event() instanceof Allocation wish) {
            rise(wish.epoch());
            Allocation last = jobs.get(wish.job());
            if (wish.epoch() == epoch && (last == null || wish.sequence() >= last.sequence())) {
                jobs.put(wish.job(), wish);
            }
        } else if (entry.event() instanceof PoolTarget target) {
            rise(target.epoch());
            PoolTarget last = pools.get(target.baseModel());
            if (target.epoch() == epoch && (last == null || target.sequence() >= last.sequence())) {
                pools.put(target.baseModel(), target);
            }
        } else if (entry.topic() == Topic.ALLOCATIONS) {
            jobs.remove(entry.key());
        } else if (entry.topic() == Topic.POOLS) {
            pools.remove(entry.key());
        }
    }

    private void rise(long claimed) {
        if (claimed > epoch) {
            epoch = claimed;
            jobs.clear();
            pools.clear();
        }
    }

    public long epoch() {
        return epoch;
    }

    /** Whether this is what may be obeyed for the job. */
    public boolean wants(String job, Wish wish) {
        Allocation valid = jobs.get(job);
        return valid != null && valid.wish() == wish;
    }

    public @Nullable Allocation valid(String job) {
        return jobs.get(job);
    }

    public @Nullable PoolTarget pool(String baseModel) {
        return pools.get(baseModel);
    }
}
