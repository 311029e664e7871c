package io.prompttuner.platform.command;

import io.prompttuner.simulator.experiment.Experiment;
import java.time.Duration;
import java.time.Instant;

/** Says how far an experiment is: to a person each second on one line, else at each tenth. */
final class SimulationProgress implements Experiment.Progress {

    private static final Duration EACH = Duration.ofSeconds(1);
    private static final int TENTHS = 10;

    private final Surroundings surroundings;
    private final Instant begun;
    private Instant told;
    private int tenth;

    SimulationProgress(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.begun = surroundings.clock().instant();
        this.told = begun;
    }

    @Override
    public synchronized void done(int done, int all) {
        Instant now = surroundings.clock().instant();
        boolean last = done == all;
        if (surroundings.interactive() && (last || !now.isBefore(told.plus(EACH)))) {
            told = now;
            surroundings.err().print("\r" + text(done, all, now) + (last ? "\n" : ""));
            surroundings.err().flush();
        } else if (!surroundings.interactive() && done * TENTHS / all > tenth) {
            tenth = done * TENTHS / all;
            surroundings.err().println(text(done, all, now));
        }
    }

    private String text(int done, int all, Instant now) {
        Duration passed = Duration.between(begun, now);
        Duration left = passed.multipliedBy(all - done).dividedBy(done);
        return "%d of %d runs, %s, %s left  ".formatted(done, all, Spoken.span(passed), Spoken.span(left));
    }
}
