package io.prompttuner.simulator.cluster;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Every GPU-microsecond of a run, by what the GPU was doing. Whole numbers: nothing is lost or counted twice. */
final class Ledger {

    private final Map<GpuState, Account> accounts = new EnumMap<>(GpuState.class);
    private long now;

    Ledger(int gpus) {
        for (GpuState state : GpuState.values()) {
            accounts.put(state, new Account());
        }
        account(GpuState.COLD).gpus = gpus;
    }

    void advance(long to) {
        long passed = to - now;
        if (passed < 0) {
            throw new IllegalStateException("time went back from %d to %d".formatted(now, to));
        }
        if (passed > 0) {
            accounts.values().forEach(account -> account.micros += account.gpus * passed);
        }
        now = to;
    }

    void move(int count, GpuState from, GpuState to) {
        account(from).gpus -= count;
        account(to).gpus += count;
        if (account(from).gpus < 0) {
            throw new IllegalStateException("%d GPUs are %s".formatted(account(from).gpus, from));
        }
    }

    /** How many GPUs are in this state now. */
    int count(GpuState state) {
        return account(state).gpus;
    }

    /** GPU-microseconds up to now. */
    Map<GpuState, Long> micros() {
        var all = new EnumMap<GpuState, Long>(GpuState.class);
        accounts.forEach((state, account) -> all.put(state, account.micros));
        return Collections.unmodifiableMap(all);
    }

    private Account account(GpuState state) {
        return Objects.requireNonNull(accounts.get(state));
    }

    private static final class Account {
        private int gpus;
        private long micros;
    }
}
