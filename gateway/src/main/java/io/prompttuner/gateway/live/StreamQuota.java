package io.prompttuner.gateway.live;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many event streams are open, so that no tenant can take all there are. Thread-safe. */
public final class StreamQuota {

    private final int perTenant;
    private final Map<String, Integer> open = new ConcurrentHashMap<>();

    /** @param perTenant streams of one tenant at a time */
    public StreamQuota(int perTenant) {
        this.perTenant = perTenant;
    }

    /** Takes one if there is one. */
    public boolean take(String tenant) {
        boolean[] taken = {false};
        open.compute(tenant, (key, now) -> {
            int before = now == null ? 0 : now;
            taken[0] = before < perTenant;
            return taken[0] ? before + 1 : before;
        });
        return taken[0];
    }

    /** Gives one back. */
    public void giveBack(String tenant) {
        open.computeIfPresent(tenant, (key, now) -> now == 1 ? null : now - 1);
    }

    /** Streams of one tenant at a time. */
    public int perTenant() {
        return perTenant;
    }
}
