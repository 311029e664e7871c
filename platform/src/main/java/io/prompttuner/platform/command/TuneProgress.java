package io.prompttuner.platform.command;

import io.prompttuner.trainer.run.TuneListener;
import io.prompttuner.trainer.tuning.Evaluation;
import io.prompttuner.trainer.tuning.TuningEvent;
import io.prompttuner.trainer.tuning.TuningEvent.Evaluated;
import io.prompttuner.trainer.tuning.TuningEvent.Stepped;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Shows a person how a run goes: loss, rate, and how long it may still take. */
final class TuneProgress implements TuneListener {

    private final PrintWriter out;
    private final LiveLine line;
    private final boolean interactive;
    private final InstantSource clock;
    private Beginning beginning = new Beginning(0, 0, 0, 0, 0);
    private Instant since = Instant.EPOCH;
    private @Nullable Evaluation evaluation;

    TuneProgress(Surroundings surroundings) {
        this.out = surroundings.out();
        this.line = new LiveLine(out, surroundings.interactive());
        this.interactive = surroundings.interactive();
        this.clock = surroundings.clock();
    }

    @Override
    public void began(Beginning run) {
        beginning = run;
        since = clock.instant();
        String from = run.step() == 0 ? "" : ", going on from step " + run.step();
        out.printf(
                Locale.ROOT,
                "%d examples to learn from, %d to be judged by; a prompt of %d tokens%s%n",
                run.train(),
                run.heldOut(),
                run.promptTokens(),
                from);
    }

    @Override
    public void happened(TuningEvent event) {
        if (event instanceof Evaluated evaluated) {
            evaluation = evaluated.evaluation();
            line.show(text(evaluated.step()));
        } else if (interactive && event instanceof Stepped) {
            line.show(text(event.step()));
        }
    }

    /** Ends the line, so that others may follow. */
    void end() {
        line.end();
    }

    private String text(long step) {
        String judged = evaluation == null
                ? ""
                : String.format(
                        Locale.ROOT, "  loss %.3f  accuracy %.0f %%", evaluation.loss(), 100 * evaluation.accuracy());
        return "step %d of at most %d%s%s".formatted(step, beginning.maxSteps(), judged, pace(step));
    }

    private String pace(long step) {
        double seconds = Duration.between(since, clock.instant()).toMillis() / 1000.0;
        long done = step - beginning.step();
        if (done == 0 || seconds <= 0) {
            return "";
        }
        double rate = done / seconds;
        long left = Math.round((beginning.maxSteps() - step) / rate);
        return String.format(Locale.ROOT, "  %.1f steps/s  at most %d:%02d left", rate, left / 60, left % 60);
    }
}
