package io.prompttuner.controller.history;

import io.prompttuner.controller.message.Effect;
import io.prompttuner.controller.message.Team;
import io.prompttuner.controller.message.WorkerProcess;
import io.prompttuner.controller.rule.Attempts;
import io.prompttuner.controller.rule.BaseModel;
import io.prompttuner.controller.rule.Rules;
import io.prompttuner.controller.rule.Setup;
import io.prompttuner.controller.rule.Windows;
import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.AssignmentEvent;
import io.prompttuner.wire.event.AssignmentKind;
import io.prompttuner.wire.event.EndKind;
import io.prompttuner.wire.event.Role;
import io.prompttuner.wire.event.StepEvent;
import io.prompttuner.wire.event.TermClaim;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Topics, controllers, workers and their owner, with everything that can go wrong between them. */
final class World {

    static final String MODEL = "small-lm";
    static final String HASH = "c0ffee";
    static final int CAPACITY = 3;

    final Logs logs = new Logs();
    private final Rules rules;
    private final List<Site> sites = new ArrayList<>();
    private final Map<String, PlayedWorker> workers = new TreeMap<>();
    private final Map<String, Integer> checkpoints = new HashMap<>();
    private final List<String> violations = new ArrayList<>();
    private Instant now = Instant.parse("2030-01-01T00:00:00Z");

    World(Rules rules) {
        this.rules = rules;
    }

    void violated(String what) {
        violations.add(what);
    }

    List<String> violations() {
        return violations;
    }

    // controllers

    /** A new controller claims a term; those before live on, and may not notice for a while. */
    void newController(SplittableRandom random) {
        sites.stream().filter(site -> random.nextBoolean()).forEach(site -> site.stall(random));
        int term = logs.append(Topic.TERMS, new TermClaim(Role.CONTROLLER, "controller-" + sites.size()));
        var setup = new Setup(CAPACITY, Map.of(MODEL, new BaseModel(HASH, 1)), false, Windows.DEFAULT, rules);
        sites.add(new Site(this, term, setup, random.nextBoolean()));
    }

    void crashController(SplittableRandom random) {
        if (!sites.isEmpty()) {
            sites.remove(random.nextInt(sites.size())).crash(random);
        }
    }

    boolean isUp(Site site) {
        return sites.contains(site);
    }

    boolean hasController() {
        return sites.stream().anyMatch(site -> !site.isOver());
    }

    @Nullable Site anyServing(SplittableRandom random) {
        List<Site> serving = sites.stream().filter(Site::isServing).toList();
        return serving.isEmpty() ? null : serving.get(random.nextInt(serving.size()));
    }

    // workers

    void start(String id) {
        workers.computeIfAbsent(id, fresh -> new PlayedWorker(this, fresh));
    }

    void stop(String id) {
        PlayedWorker worker = workers.remove(id);
        if (worker != null) {
            worker.die(new SplittableRandom(id.hashCode()));
        }
    }

    List<WorkerProcess> processes() {
        return workers.values().stream()
                .map(worker -> new WorkerProcess(worker.id, MODEL, worker.alive))
                .toList();
    }

    List<PlayedWorker> living() {
        return workers.values().stream().filter(worker -> worker.alive).toList();
    }

    void tell(Site site, Effect.Tell tell) {
        PlayedWorker worker = workers.get(tell.worker());
        if (worker != null && worker.isLinkedTo(site)) {
            worker.hear(tell);
        }
    }

    /** Whether it is the oldest of its team that is at work. */
    boolean leads(PlayedWorker worker, Team team) {
        String job = Objects.requireNonNull(worker.holding()).job();
        return team.seats().stream()
                .map(seat -> workers.get(seat.worker()))
                .filter(member -> member != null && member.isAtWorkOn(job))
                .findFirst()
                .filter(oldest -> oldest == worker)
                .isPresent();
    }

    int checkpoint(String job) {
        return checkpoints.getOrDefault(job, 0);
    }

    void saved(String job, int step) {
        checkpoints.merge(job, step, Math::max);
    }

    /** After a new controller has read the topics, an old one can start no attempt that the new one did not find. */
    void took(PlayedWorker worker, String job, long attempt) {
        for (Site site : sites) {
            boolean older = Attempts.term(attempt) < site.core.term();
            if (site.isServing() && older && !knew(site, job, attempt)) {
                violated("%s took attempt %d of %s, unknown to term %d"
                        .formatted(worker.id, attempt, job, site.core.term()));
            }
        }
    }

    private boolean knew(Site site, String job, long attempt) {
        return logs.of(Topic.ASSIGNMENTS).subList(0, site.knownAssignments()).stream()
                .map(read -> (AssignmentEvent) read.event())
                .anyMatch(event -> event != null && event.job().equals(job) && event.attempt() == attempt);
    }

    // time

    /** One small thing happens somewhere. */
    void act(SplittableRandom random) {
        now = now.plusMillis(random.nextInt(200));
        List<PlayedWorker> living = living();
        if (random.nextBoolean() && !living.isEmpty()) {
            living.get(random.nextInt(living.size())).act(random);
        } else if (!sites.isEmpty()) {
            sites.get(random.nextInt(sites.size())).act(random, now);
        }
    }

    /** Everybody gets to do what is due. */
    void fairRound(SplittableRandom random) {
        now = now.plusMillis(900);
        sites.forEach(site -> site.catchUp(now));
        sites.removeIf(Site::isOver);
        living().forEach(worker -> {
            for (int n = 0; n < 8; n++) {
                worker.act(random);
            }
        });
    }

    // what must hold in the end

    void judge(List<String> jobs) {
        for (String job : jobs) {
            List<AssignmentEvent> counted = logs.assignments(job, logs.end(Topic.ASSIGNMENTS));
            if (!logs.closed(job)) {
                violated("%s is not closed: %s".formatted(job, counted));
            }
            logs.end(job).ifPresent(end -> judge(job, end));
        }
        living().stream()
                .filter(worker -> !worker.isIdle())
                .forEach(worker -> violated(worker.id + " still holds a job"));
    }

    private void judge(String job, StepEvent end) {
        boolean cancelled =
                logs.of(Topic.CANCELS).stream().anyMatch(read -> read.key().equals(job));
        EndKind kind = end.ended() == null ? EndKind.FAILED : end.ended().end();
        if (kind == EndKind.CANCELLED && !cancelled) {
            violated(job + " ended as cancelled without a request");
        }
    }

    /** Whether readers still count a binding that was appended after this many records. */
    boolean boundAfter(String job, int prefix) {
        List<AssignmentEvent> before = logs.assignments(job, prefix);
        List<AssignmentEvent> all = logs.assignments(job, logs.end(Topic.ASSIGNMENTS));
        return all.subList(before.size(), all.size()).stream().anyMatch(e -> e.kind() == AssignmentKind.BOUND);
    }
}
