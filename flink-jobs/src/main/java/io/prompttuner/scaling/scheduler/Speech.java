package io.prompttuner.scaling.scheduler;

import io.prompttuner.domain.scheduling.PlannedPool;
import io.prompttuner.scaling.fact.JobSituation;
import io.prompttuner.scaling.scheduler.Sayings.Said;
import io.prompttuner.wire.event.Allocation;
import io.prompttuner.wire.event.Cause;
import io.prompttuner.wire.event.Decision;
import io.prompttuner.wire.event.PoolReason;
import io.prompttuner.wire.event.PoolTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts one plan into words: what differs from what was said before, and what was not said for a while. */
final class Speech {

    private static final double DECLARED_STEP_SECONDS = 0.5;

    private final Occasion occasion;
    private final Sayings sayings;
    private final Duration restate;
    private final Profiles profiles;
    private final Map<String, Integer> warm;
    private final List<Allocation> allocations = new ArrayList<>();
    private final List<PoolTarget> pools = new ArrayList<>();
    private final List<Decision> decisions = new ArrayList<>();

    /** Who speaks, when, and because of what. */
    record Occasion(long epoch, long sequence, Instant now, Cause cause) {}

    /**
     * @param restate everything is said again after this
     * @param warm idle workers by base model
     */
    Speech(Occasion occasion, Sayings sayings, Duration restate, Profiles profiles, Map<String, Integer> warm) {
        this.occasion = occasion;
        this.sayings = sayings;
        this.restate = restate;
        this.profiles = profiles;
        this.warm = warm;
    }

    void say(JobSituation job, Want want) {
        Said<Allocation> before = sayings.ofJob(job.job());
        if (before == null || !want.isSaidBy(before.record())) {
            Allocation allocation = allocation(job, want);
            decisions.add(decision(job, want, allocation.decision()));
            say(allocation);
        } else if (before.isOlderThan(restate, occasion.now())) {
            say(before.record());
        }
    }

    /** All targets; a pool that has one no longer is wanted empty. */
    void say(List<PlannedPool> targets) {
        Map<String, PlannedPool> all = new TreeMap<>();
        targets.forEach(pool -> all.put(pool.baseModel(), pool));
        for (String unused : sayings.pools()) {
            all.putIfAbsent(unused, new PlannedPool(unused, 0, PlannedPool.Reason.NO_DEMAND));
        }
        all.values().forEach(this::say);
    }

    /** All of it. */
    Spoken spoken(Collection<String> forgotten) {
        return new Spoken(allocations, List.copyOf(forgotten), pools, decisions);
    }

    private void say(PlannedPool pool) {
        Said<PoolTarget> before = sayings.ofPool(pool.baseModel());
        if (before == null || before.record().workers() != pool.workers()) {
            say(target(pool));
        } else if (before.isOlderThan(restate, occasion.now())) {
            say(before.record());
        }
    }

    private void say(Allocation allocation) {
        allocations.add(allocation);
        sayings.note(allocation, occasion.now());
    }

    private void say(PoolTarget target) {
        pools.add(target);
        sayings.note(target, occasion.now());
    }

    private PoolTarget target(PlannedPool pool) {
        return new PoolTarget(
                pool.baseModel(),
                pool.workers(),
                occasion.epoch(),
                occasion.sequence(),
                PoolReason.valueOf(pool.reason().name()));
    }

    private Allocation allocation(JobSituation job, Want want) {
        return new Allocation(
                job.job(),
                occasion.epoch(),
                occasion.sequence(),
                want.chosen().wish(),
                want.chosen().workers(),
                want.chosen().batchScale(),
                want.reason(),
                Decision.id(occasion.epoch(), occasion.sequence(), job.job()),
                occasion.cause());
    }

    private Decision decision(JobSituation job, Want want, String id) {
        double stepSeconds = job.stepSeconds() > 0
                ? job.stepSeconds()
                : profiles.stepSeconds(job.baseModel(), DECLARED_STEP_SECONDS);
        return new Decision(
                id,
                job.job(),
                occasion.epoch(),
                occasion.sequence(),
                occasion.now(),
                job.deadline(),
                job.forecast().stepsLeft(),
                stepSeconds,
                warm.getOrDefault(job.baseModel(), 0),
                want.chosen(),
                want.rejected());
    }
}
