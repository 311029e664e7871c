package io.prompttuner.simulator.protocol.cast;

import io.prompttuner.controller.decide.Controller;
import io.prompttuner.controller.decide.Phase;
import io.prompttuner.controller.message.Command;
import io.prompttuner.controller.message.Effect;
import io.prompttuner.simulator.protocol.judge.Property;
import io.prompttuner.simulator.protocol.judge.Wishes;
import io.prompttuner.simulator.protocol.log.Entry;
import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.Allocation;
import io.prompttuner.wire.event.AssignmentEvent;
import io.prompttuner.wire.event.AssignmentKind;
import io.prompttuner.wire.event.AssignmentReason;
import io.prompttuner.wire.event.EndKind;
import io.prompttuner.wire.event.PoolTarget;
import io.prompttuner.wire.event.StepEvent;
import io.prompttuner.wire.event.Wish;
import io.prompttuner.wire.event.WishReason;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Watches one controller: does it do only what it may, given what it has read? */
final class Obedience {

    private final Cast cast;
    private final long term;
    private final Wishes wishes = new Wishes();
    private final Map<String, Long> highestAttempts = new HashMap<>();
    private final Set<String> ended = new HashSet<>();
    private final Set<String> started = new HashSet<>();

    Obedience(Cast cast, long term) {
        this.cast = cast;
        this.term = term;
    }

    /** It is about to be given this. */
    void read(Entry entry) {
        wishes.read(entry);
        if (entry.event() instanceof StepEvent report) {
            long highest = highestAttempts.getOrDefault(report.job(), 0L);
            if (report.ended() != null && report.attempt() >= highest) {
                ended.add(report.job());
            }
            highestAttempts.put(report.job(), Math.max(highest, report.attempt()));
        } else if (entry.topic() == Topic.OUTCOMES) {
            ended.add(entry.key());
        }
    }

    /** What it takes to be bound, and nothing else, is bound for every reader of the assignments. */
    void compare(Controller core) {
        Map<String, Long> held = new TreeMap<>();
        core.bindings().forEach((job, binding) -> held.put(job, binding.attempt()));
        Map<String, Long> bound = cast.court.bound();
        cast.findings.check(
                bound.equals(held),
                Property.AS_BOUND,
                () -> "term %d takes %s to be bound, but readers %s".formatted(term, held, bound));
    }

    /** It wants this done. */
    void check(Effect effect, Controller core) {
        if (effect instanceof Effect.Append append && append.event() instanceof AssignmentEvent event) {
            assigned(event);
            alone(core);
        } else if (effect instanceof Effect.Append append && append.event() instanceof StepEvent end) {
            obeys(wishes.wants(end.job(), Wish.STOPPED) || end.ended() == null || dying(end), end.job(), end);
        } else if (effect instanceof Effect.Tell tell) {
            told(tell.command());
        } else if (effect instanceof Effect.StartWorker start && started.add(start.worker())) {
            PoolTarget target = wishes.pool(start.baseModel());
            obeys(target != null && target.workers() > 0, start.worker(), start);
        }
    }

    private static boolean dying(StepEvent end) {
        return end.ended() != null && end.ended().end() == EndKind.FAILED;
    }

    private void assigned(AssignmentEvent event) {
        boolean gives = event.kind() == AssignmentKind.BOUND || event.kind() == AssignmentKind.RESIZED;
        if (gives && event.reason() == AssignmentReason.ALLOCATED) {
            boolean current = event.epoch() == wishes.epoch() && wishes.wants(event.job(), Wish.RUNNING);
            obeys(current, event.job(), event);
            cast.findings.check(
                    !ended.contains(event.job()),
                    Property.NO_BINDING_AFTER_END,
                    () -> "the end had been read before " + event);
        }
    }

    private void told(Command command) {
        if (command instanceof Command.Pause pause) {
            obeys(wishes.wants(pause.job(), Wish.PAUSED), pause.job(), pause);
        } else if (command instanceof Command.Stop stop) {
            Allocation valid = wishes.valid(stop.job());
            boolean meant = valid != null
                    && valid.wish() == Wish.STOPPED
                    && valid.reason() == WishReason.valueOf(stop.reason().name());
            obeys(meant, stop.job(), stop);
        }
    }

    private void obeys(boolean right, String whom, Object act) {
        cast.findings.check(
                right,
                Property.STALE_SCHEDULER,
                () -> "term %d does %s, while epoch %d wants %s"
                        .formatted(term, act, wishes.epoch(), wishes.valid(whom)));
    }

    /** No worker is bound to two jobs. */
    private void alone(Controller core) {
        if (core.phase() != Phase.COMMANDING) {
            return;
        }
        Set<String> busy = new HashSet<>();
        core.bindings().values().forEach(binding -> {
            List<String> workers = binding.workers();
            workers.forEach(worker -> cast.findings.check(
                    busy.add(worker), Property.ONE_JOB_A_WORKER, () -> worker + " is bound twice: " + core.bindings()));
        });
    }
}
