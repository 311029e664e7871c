package io.prompttuner.simulator.protocol;

import io.prompttuner.simulator.protocol.cast.Cast;
import io.prompttuner.simulator.protocol.cast.ControllerProcess;
import io.prompttuner.simulator.protocol.cast.Gateway;
import io.prompttuner.simulator.protocol.cast.ScalingProcess;
import io.prompttuner.simulator.protocol.cast.Switches;
import io.prompttuner.simulator.protocol.cast.Worker;
import io.prompttuner.simulator.protocol.judge.Findings;
import io.prompttuner.simulator.protocol.judge.Property;
import io.prompttuner.simulator.protocol.judge.Replays;
import io.prompttuner.simulator.protocol.judge.Violation;
import io.prompttuner.simulator.protocol.time.Chance;
import io.prompttuner.simulator.protocol.time.Timeline;
import java.util.ArrayList;
import java.util.List;

/**
 * One history: a while of faults, drawn from some kinds only so that each history has a character of its own, then a while
 * in which everything is well and all must come to its end.
 */
public final class History {

    private static final int LIMIT_MS = 600_000;
    private static final int QUICK_MS = 5_000;
    private static final int SLOW_MS = 15_000;
    private static final int REACTION_MS = 30_000;
    private static final int LAST_WORDS_MS = 3_000;

    private final long seed;
    private final Timeline timeline = new Timeline();
    private final Chance chance;
    private final Findings findings;
    private final Cast cast;
    private final Gateway gateway;
    private final List<Fault> kinds = new ArrayList<>();
    private long troubleUntil;
    private int pace;
    private int strikes;

    private History(long seed, Switches switches, boolean traced) {
        this.seed = seed;
        this.chance = new Chance(seed);
        this.findings = new Findings(timeline, traced);
        this.cast = new Cast(timeline, chance, findings, switches);
        this.gateway = new Gateway(cast);
    }

    /**
     * What came of it.
     *
     * @param strikes how many faults there were
     * @param events how many things happened
     * @param millis how long it took by its own clock
     * @param trace what happened, if it was asked for
     */
    public record Report(
            long seed, List<Violation> violations, int strikes, long events, long millis, List<String> trace) {

        public Report {
            violations = List.copyOf(violations);
            trace = List.copyOf(trace);
        }

        public boolean isSound() {
            return violations.isEmpty();
        }
    }

    /** Lives through the history of this seed. */
    public static Report of(long seed, Switches switches, boolean traced) {
        return new History(seed, switches, traced).live();
    }

    private Report live() {
        begin();
        while (timeline.now() < troubleUntil && timeline.advance()) {
            // each happening plans the next
        }
        calm();
        long calmSince = timeline.now();
        while (timeline.now() < calmSince + LIMIT_MS && !isOver() && timeline.advance()) {
            // until all is done, or nothing ever will be
        }
        long lastWords = timeline.now() + LAST_WORDS_MS;
        while (timeline.now() < lastWords && timeline.advance()) {
            // what is still on its way arrives
        }
        judge();
        return new Report(seed, findings.violations(), strikes, timeline.size(), timeline.now(), findings.trace());
    }

    private void begin() {
        int rarity = chance.between(2, 6);
        for (Fault kind : Fault.values()) {
            if (chance.oneIn(rarity)) {
                kinds.add(kind);
            }
        }
        pace = chance.oneIn(2) ? QUICK_MS : SLOW_MS;
        troubleUntil = chance.between(5_000, 9 * pace);
        cast.startScaling(0);
        cast.startController();
        for (int n = chance.between(1, 4); n > 0; n--) {
            timeline.after(chance.between(0, (int) troubleUntil / 3), gateway::submit);
        }
        for (int n = chance.between(0, 2); n > 0; n--) {
            timeline.after(chance.between(1_000, (int) troubleUntil), gateway::cancel);
        }
        timeline.after(chance.between(500, 4_000), this::trouble);
        keepUp();
    }

    private void trouble() {
        if (!chance.isCalm()) {
            if (!kinds.isEmpty()) {
                Fault fault = chance.pick(kinds);
                findings.note(() -> "-- " + fault);
                fault.strike(cast, chance);
                strikes++;
            }
            timeline.after(chance.between(200, pace), this::trouble);
        }
    }

    /** The supervisor restarts what has died. */
    private void keepUp() {
        if (cast.controllers().isEmpty()) {
            cast.startController();
        }
        if (cast.scalings().isEmpty()) {
            cast.startScaling(0);
        }
        timeline.after(chance.between(300, 2_000), this::keepUp);
    }

    /** From here on nothing goes wrong. */
    private void calm() {
        findings.note(() -> "-- calm");
        chance.calmDown();
        cast.scalings().forEach(ScalingProcess::wakeUp);
        cast.controllers().forEach(ControllerProcess::comeRound);
        cast.supervisor().living().forEach(Worker::wakeUp);
        timeline.after(REACTION_MS, cast.court()::settle);
    }

    private boolean isOver() {
        return gateway.isQuiet()
                && cast.court().isOver()
                && cast.supervisor().living().stream().allMatch(Worker::isFree);
    }

    private void judge() {
        cast.supervisor().living().stream()
                .filter(worker -> !worker.isFree())
                .forEach(worker -> findings.broken(Property.EVERY_JOB_ENDS, worker + " still holds a job"));
        cast.topics().compact(chance);
        cast.court().close(new Replays(cast.topics(), cast.tracker(), findings), chance);
    }
}
