package io.prompttuner.controller.history;

import io.prompttuner.controller.decide.Controller;
import io.prompttuner.controller.decide.Phase;
import io.prompttuner.controller.message.Effect;
import io.prompttuner.controller.message.Input;
import io.prompttuner.controller.rule.Setup;
import io.prompttuner.wire.Topic;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** One controller and its shell: reads at positions of its own, carries effects out late, hears of it later still. */
final class Site {

    private static final List<Topic> READS = List.of(
            Topic.JOBS,
            Topic.CANCELS,
            Topic.STEPS,
            Topic.ASSIGNMENTS,
            Topic.FLEET,
            Topic.TERMS,
            Topic.ALLOCATIONS,
            Topic.POOLS,
            Topic.OUTCOMES);

    /** Topics that may reach a reader late together: other brokers, other partitions. */
    private static final List<Set<Topic>> LATE = List.of(
            Set.of(Topic.TERMS),
            Set.of(Topic.TERMS, Topic.ASSIGNMENTS, Topic.FLEET),
            Set.of(Topic.STEPS),
            Set.of(Topic.ALLOCATIONS, Topic.OUTCOMES));

    /** What must be read, to where, before a ticket is answered. */
    private record Wait(long ticket, Map<Topic, Integer> ends) {}

    final Controller core;
    final Deque<Input> inbox = new ArrayDeque<>();
    private final Logs logs;
    private final World world;
    private final boolean afterCompaction;
    private final Map<Topic, Integer> positions = new EnumMap<>(Topic.class);
    private final Map<Topic, Integer> startEnds = new EnumMap<>(Topic.class);
    private final Deque<Effect> toDo = new ArrayDeque<>();
    private final List<Wait> waits = new ArrayList<>();
    private Set<Topic> late = Set.of();
    private int stalled;

    Site(World world, long term, Setup setup, boolean afterCompaction) {
        this.world = world;
        this.logs = world.logs;
        this.core = new Controller(term, setup);
        this.afterCompaction = afterCompaction;
        for (Topic topic : READS) {
            positions.put(topic, 0);
            startEnds.put(topic, logs.end(topic));
        }
    }

    boolean isServing() {
        return core.phase() == Phase.ADOPTING || core.phase() == Phase.COMMANDING;
    }

    boolean isOver() {
        return core.phase() == Phase.DEPOSED;
    }

    /** What stood in the assignments when it had read them. */
    int knownAssignments() {
        return startEnds.getOrDefault(Topic.ASSIGNMENTS, 0);
    }

    /**
     * It does nothing for so many turns, then goes on in the middle of what it did, as after a long pause; and from now on
     * some of the topics reach it late.
     */
    void stall(SplittableRandom random) {
        stalled = random.nextInt(200);
        late = LATE.get(random.nextInt(LATE.size()));
    }

    /** One small thing, whatever comes first. */
    void act(SplittableRandom random, Instant now) {
        if (--stalled > 0) {
            return;
        }
        switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> readAny(random);
            case 4, 5 -> carryOut();
            case 6 -> answer(random);
            case 7, 8 -> hear();
            default -> tick(now);
        }
    }

    /** Everything that is due. */
    void catchUp(Instant now) {
        stalled = 0;
        for (int round = 0; round < 6; round++) {
            READS.forEach(topic -> read(topic, Integer.MAX_VALUE));
            while (!toDo.isEmpty()) {
                carryOut();
            }
            List<Wait> due = waits.stream().filter(this::isDue).toList();
            waits.removeAll(due);
            due.forEach(wait -> give(new Input.Done(wait.ticket())));
            while (!inbox.isEmpty() && isServing()) {
                hear();
            }
        }
        tick(now);
    }

    /** The process dies; appends on their way may still arrive, in order. */
    void crash(SplittableRandom random) {
        List<Effect> appends =
                toDo.stream().filter(Effect.Append.class::isInstance).toList();
        appends.stream().limit(random.nextInt(appends.size() + 1)).forEach(this::carryOut);
        toDo.clear();
    }

    private void tick(Instant now) {
        give(new Input.Tick(now));
        if (isServing() && toDo.size() < 50) {
            give(new Input.Listed(world.processes()));
        }
    }

    private void readAny(SplittableRandom random) {
        Topic topic = READS.get(random.nextInt(READS.size()));
        if (!late.contains(topic) || random.nextInt(20) == 0) {
            read(topic, 1 + random.nextInt(3));
        }
    }

    private void read(Topic topic, int atMost) {
        for (int n = 0; n < atMost && at(topic) < logs.end(topic); n++) {
            int position = at(topic);
            positions.put(topic, position + 1);
            boolean gone =
                    afterCompaction && position < startEnds.getOrDefault(topic, 0) && logs.compacted(topic, position);
            if (!gone) {
                give(logs.of(topic).get(position));
            }
        }
        if (core.phase() == Phase.READING && isRead(startEnds)) {
            give(new Input.CaughtUp());
        }
    }

    private void hear() {
        if (isServing() && !inbox.isEmpty()) {
            give(inbox.remove());
        }
    }

    private void carryOut() {
        if (!toDo.isEmpty()) {
            carryOut(toDo.remove());
        }
    }

    private void carryOut(Effect effect) {
        if (effect instanceof Effect.Append append) {
            logs.append(append.topic(), append.key(), append.event());
            waits.add(new Wait(append.ticket(), Map.of()));
        } else if (effect instanceof Effect.ReadSteps read) {
            waits.add(new Wait(read.ticket(), Map.of(Topic.STEPS, logs.end(Topic.STEPS))));
        } else if (effect instanceof Effect.LookAtTerms look) {
            waits.add(new Wait(look.ticket(), Map.of(Topic.TERMS, logs.end(Topic.TERMS))));
        } else if (effect instanceof Effect.ReadAll read) {
            Map<Topic, Integer> ends = new EnumMap<>(Topic.class);
            READS.forEach(topic -> ends.put(topic, logs.end(topic)));
            waits.add(new Wait(read.ticket(), ends));
        } else if (effect instanceof Effect.Tell tell) {
            world.tell(this, tell);
        } else if (effect instanceof Effect.StartWorker start) {
            world.start(start.worker());
        } else if (effect instanceof Effect.StopWorker stop) {
            world.stop(stop.worker());
        }
    }

    private void answer(SplittableRandom random) {
        List<Wait> due = waits.stream().filter(this::isDue).toList();
        if (!due.isEmpty()) {
            Wait wait = due.get(random.nextInt(due.size()));
            waits.remove(wait);
            give(new Input.Done(wait.ticket()));
        }
    }

    private boolean isDue(Wait wait) {
        return isRead(wait.ends());
    }

    private boolean isRead(Map<Topic, Integer> ends) {
        return ends.entrySet().stream().allMatch(end -> at(end.getKey()) >= end.getValue());
    }

    private int at(Topic topic) {
        return positions.getOrDefault(topic, 0);
    }

    private void give(Input input) {
        toDo.addAll(core.on(input));
        Set<String> busy = new HashSet<>();
        core.bindings()
                .forEach((job, binding) -> binding.workers().forEach(worker -> {
                    if (!busy.add(worker) && core.phase() == Phase.COMMANDING) {
                        world.violated("worker %s on two jobs, one of them %s".formatted(worker, job));
                    }
                }));
    }
}
