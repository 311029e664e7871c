package io.prompttuner.platform.command;

import io.prompttuner.trainer.run.elastic.ElasticListener;
import io.prompttuner.trainer.run.elastic.History;
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
final class TuneProgress implements ElasticListener {

    private final PrintWriter out;
    private final LiveLine line;
    private final boolean interactive;
    private final InstantSource clock;
    private Beginning beginning = new Beginning(0, 0, 0, 0, 0);
    private Instant since = Instant.EPOCH;
    private @Nullable Evaluation evaluation;
    private long repeated;

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

    @Override
    public void changed(Change change) {
        String what = switch (change.kind()) {
            case JOINED -> change.member() + " has joined";
            case LEFT -> change.member() + " has left";
            case KILLED -> "kill -9 of " + change.member();
            case LOST -> change.member() + " is gone";
            case PAUSED -> "paused";
            case RESUMED -> "resumed";
        };
        line.end();
        out.printf(
                Locale.ROOT,
                "step %d: %s; %d %s%n",
                change.step(),
                what,
                change.members(),
                change.members() == 1 ? "worker" : "workers");
    }

    @Override
    public void finished(Finished round) {
        repeated += round.by().takenOver();
    }

    @Override
    public void missed(History.Event event) {
        line.end();
        out.printf(Locale.ROOT, "%s did not happen: the job ended before, or only one worker was left%n", event);
    }

    /** Ends the line, so that others may follow. */
    void end() {
        line.end();
        if (repeated > 0) {
            out.printf(Locale.ROOT, "%d micro-batches were computed in place of a worker that was gone%n", repeated);
        }
    }

    private String text(long step) {
        String judged = evaluation == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        "  loss %.3f  accuracy %.0f %%%s",
                        evaluation.loss(),
                        100 * evaluation.accuracy(),
                        Spoken.answers("  ", evaluation.answers()));
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
