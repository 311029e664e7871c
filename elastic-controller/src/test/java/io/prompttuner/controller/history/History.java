package io.prompttuner.controller.history;

import io.prompttuner.controller.rule.Rules;
import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.AfterDeadline;
import io.prompttuner.wire.event.Allocation;
import io.prompttuner.wire.event.CancelRequested;
import io.prompttuner.wire.event.Cause;
import io.prompttuner.wire.event.Ended;
import io.prompttuner.wire.event.FactKind;
import io.prompttuner.wire.event.JobSpec;
import io.prompttuner.wire.event.JobSubmitted;
import io.prompttuner.wire.event.Outcome;
import io.prompttuner.wire.event.PoolReason;
import io.prompttuner.wire.event.PoolTarget;
import io.prompttuner.wire.event.Role;
import io.prompttuner.wire.event.Start;
import io.prompttuner.wire.event.StartKind;
import io.prompttuner.wire.event.Target;
import io.prompttuner.wire.event.TargetMetric;
import io.prompttuner.wire.event.TermClaim;
import io.prompttuner.wire.event.Verdict;
import io.prompttuner.wire.event.Wish;
import io.prompttuner.wire.event.WishReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** One history from one seed: a while of faults, then a while in which everything is well and all must come to its end. */
final class History {

    private static final Instant T0 = Instant.parse("2030-01-01T00:00:00Z");
    private static final int JOBS = 5;
    private static final int FAIR_ROUNDS = 150;

    private final SplittableRandom random;
    private final World world;
    private final List<String> jobs = new ArrayList<>();
    private final Map<String, Integer> outcomes = new HashMap<>();
    private long sequence;
    private final List<Long> epochs = new ArrayList<>();

    private History(long seed, Rules rules) {
        random = new SplittableRandom(seed);
        world = new World(rules);
    }

    /** What went wrong; empty if all was well. */
    static List<String> violations(long seed, Rules rules) {
        return new History(seed, rules).run();
    }

    private List<String> run() {
        newScheduler();
        world.newController(random);
        for (int n = 0; n < JOBS; n++) {
            submit("j" + n);
        }
        int faults = 2 + random.nextInt(8);
        for (int n = 0; n < faults; n++) {
            for (int act = random.nextInt(400); act > 0; act--) {
                world.act(random);
                everyday();
            }
            fault();
        }
        for (int round = 0; round < FAIR_ROUNDS && (outcomes.size() < JOBS || busy()); round++) {
            if (!world.hasController()) {
                world.newController(random);
            }
            jobs.forEach(job -> wish(job, epoch()));
            pool(epoch(), World.CAPACITY);
            track();
            world.fairRound(random);
        }
        world.judge(jobs);
        jobs.stream().filter(job -> !outcomes.containsKey(job)).forEach(job -> world.violated(job + " has no outcome"));
        outcomes.forEach((job, prefix) -> {
            if (world.boundAfter(job, prefix)) {
                world.violated(job + " was bound after its outcome");
            }
        });
        return world.violations();
    }

    private boolean busy() {
        return world.living().stream().anyMatch(worker -> !worker.isIdle());
    }

    private void everyday() {
        switch (random.nextInt(50)) {
            case 0, 1, 2, 3, 4 -> wish(anyJob(), epoch());
            case 5 -> pool(epoch(), World.CAPACITY);
            case 6 -> track();
            default -> {}
        }
    }

    private void fault() {
        switch (random.nextInt(9)) {
            case 0 -> world.crashController(random);
            case 1, 2 -> world.newController(random);
            case 3 -> anyWorker(worker -> worker.die(random));
            case 4 -> anyWorker(worker -> worker.cut(random));
            case 5 -> newScheduler();
            case 6 -> world.logs.append(Topic.CANCELS, new CancelRequested(anyJob(), "acme"));
            case 7 -> {
                zombieWish(anyJob());
                pool(oldEpoch(), random.nextInt(World.CAPACITY + 1));
            }
            default -> allocate(anyJob(), epoch(), Wish.PAUSED, WishReason.YIELDED_TO_MORE_URGENT);
        }
        if (!world.hasController()) {
            world.newController(random);
        }
    }

    private void anyWorker(Consumer<PlayedWorker> fate) {
        List<PlayedWorker> living = world.living();
        if (!living.isEmpty()) {
            fate.accept(living.get(random.nextInt(living.size())));
        }
    }

    private String anyJob() {
        return jobs.get(random.nextInt(JOBS));
    }

    // gateway, scheduler and tracker

    private void submit(String id) {
        var spec = new JobSpec(
                id, World.MODEL, "ab".repeat(32), new Target(TargetMetric.LOSS, 0.1), 9, 1, 4, 4, 4, 0.1, 1, 1);
        var start = new Start(StartKind.PLAIN, null, null);
        world.logs.append(
                Topic.JOBS,
                new JobSubmitted(id, "acme", spec, 1, start, T0.plusSeconds(60), AfterDeadline.CONTINUE, T0));
        jobs.add(id);
    }

    private void newScheduler() {
        epochs.add((long) world.logs.append(Topic.TERMS, new TermClaim(Role.SCHEDULER, "s" + epochs.size())));
    }

    private long epoch() {
        return epochs.get(epochs.size() - 1);
    }

    private long oldEpoch() {
        return epochs.get(random.nextInt(epochs.size()));
    }

    private void wish(String job, long epoch) {
        boolean ended = world.logs.end(job).isPresent();
        boolean cancelled = world.logs.of(Topic.CANCELS).stream()
                .anyMatch(read -> read.key().equals(job));
        if (outcomes.containsKey(job)) {
            world.logs.append(Topic.ALLOCATIONS, job, null);
        } else if (ended || cancelled) {
            allocate(job, epoch, Wish.STOPPED, ended ? WishReason.ENDED : WishReason.CANCEL_REQUESTED);
        } else {
            allocate(job, epoch, Wish.RUNNING, WishReason.MEETS_DEADLINE);
        }
    }

    private void zombieWish(String job) {
        Wish wish = random.nextBoolean() ? Wish.RUNNING : Wish.PAUSED;
        allocate(job, oldEpoch(), wish, WishReason.BEST_EFFORT);
    }

    private void allocate(String job, long epoch, Wish wish, WishReason reason) {
        var cause = new Cause(FactKind.TIME, "t", 0, 0, T0);
        double scale = random.nextInt(4) == 0 ? 0.5 : 1;
        int workers = wish == Wish.RUNNING ? 1 + random.nextInt(World.CAPACITY) : 0;
        world.logs.append(
                Topic.ALLOCATIONS, new Allocation(job, epoch, ++sequence, wish, workers, scale, reason, "d", cause));
    }

    private void pool(long epoch, int workers) {
        world.logs.append(
                Topic.POOLS, new PoolTarget(World.MODEL, workers, epoch, ++sequence, PoolReason.JOBS_WAITING));
    }

    /** The tracker: an outcome from the end and {@code closed}, once. */
    private void track() {
        for (String job : jobs) {
            if (!outcomes.containsKey(job) && world.logs.closed(job)) {
                world.logs.end(job).ifPresent(end -> outcome(job, Objects.requireNonNull(end.ended())));
            }
        }
    }

    private void outcome(String job, Ended end) {
        outcomes.put(job, world.logs.end(Topic.ASSIGNMENTS));
        JobSubmitted submitted = (JobSubmitted) Objects.requireNonNull(
                world.logs.of(Topic.JOBS).get(jobs.indexOf(job)).event());
        world.logs.append(
                Topic.OUTCOMES,
                new Outcome(
                        job,
                        "acme",
                        submitted.spec(),
                        T0,
                        T0,
                        submitted.deadline(),
                        Verdict.MET,
                        end,
                        1,
                        0,
                        1,
                        1,
                        1,
                        List.of(),
                        null,
                        List.of()));
    }
}
