package io.prompttuner.trainer.run.elastic;

import io.prompttuner.trainer.group.Contributions;
import io.prompttuner.trainer.group.Roster;
import io.prompttuner.trainer.group.Roster.Seat;
import io.prompttuner.trainer.placement.Devices;
import io.prompttuner.trainer.run.StartChoice;
import io.prompttuner.trainer.run.TuneRequest;
import io.prompttuner.trainer.run.elastic.ElasticListener.Finished;
import io.prompttuner.trainer.tuning.Evaluation;
import io.prompttuner.trainer.tuning.Schedule;
import io.prompttuner.trainer.tuning.StopRule;
import io.prompttuner.trainer.tuning.TuningEvent;
import io.prompttuner.trainer.tuning.TuningEvent.Evaluated;
import io.prompttuner.trainer.tuning.TuningEvent.Stepped;
import io.prompttuner.trainer.tuning.TuningSettings;
import io.prompttuner.wire.event.AnswerScore;
import io.prompttuner.wire.event.ScheduleKind;
import io.prompttuner.wire.event.Target;
import io.prompttuner.wire.event.TargetMetric;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts what members and whoever is in charge tell each other into lines, and reads it back. */
final class Words {

    private static final String LEAVES = "leaves.";

    private Words() {}

    static Line request(Line line, TuneRequest request) {
        TuningSettings settings = request.settings();
        Line words = line.with("model", request.model().toAbsolutePath())
                .with("data", request.data().toAbsolutePath())
                .with("out", request.out().toAbsolutePath())
                .with("seed", request.seed())
                .with("promptTokens", settings.promptTokens())
                .with("batchSize", settings.batchSize())
                .with("microBatches", settings.microBatches())
                .with("learningRate", settings.learningRate())
                .with("weightDecay", settings.weightDecay())
                .with("clipNorm", settings.clipNorm())
                .with("evaluateEvery", settings.evaluateEvery())
                .with("schedule", settings.schedule().kind().name())
                .with("warmupSteps", settings.schedule().warmupSteps())
                .with("scheduleSteps", settings.schedule().steps())
                .with("maxSteps", request.stop().maxSteps())
                .with("patience", request.stop().patience())
                .with("minImprovement", request.stop().minImprovement())
                .with("devices", request.devices());
        Line started = words;
        words = request.start()
                .match(
                        plain -> started,
                        random -> started.with("startRandom", true),
                        text -> started.with("startText", text.text()),
                        prompt -> started.with("startPrompt", prompt.path().toAbsolutePath()));
        @Nullable Target target = request.stop().target();
        if (target != null) {
            words = words.with("metric", target.metric().name()).with("target", target.value());
        }
        @Nullable Path checkpoint = request.checkpoint();
        return checkpoint == null ? words : words.with("checkpoint", checkpoint.toAbsolutePath());
    }

    static TuneRequest request(Line line) {
        @Nullable Target target = line.optional("metric")
                .map(metric -> new Target(TargetMetric.valueOf(metric), line.real("target")))
                .orElse(null);
        return new TuneRequest(
                Path.of(line.text("model")),
                Path.of(line.text("data")),
                Path.of(line.text("out")),
                line.optional("checkpoint").map(Path::of).orElse(null),
                start(line),
                line.number("seed"),
                new TuningSettings(
                        (int) line.number("promptTokens"),
                        (int) line.number("batchSize"),
                        (int) line.number("microBatches"),
                        line.real("learningRate"),
                        line.real("weightDecay"),
                        line.real("clipNorm"),
                        (int) line.number("evaluateEvery"),
                        new Schedule(
                                ScheduleKind.valueOf(line.text("schedule")),
                                line.number("warmupSteps"),
                                line.number("scheduleSteps"))),
                new StopRule(
                        target, line.number("maxSteps"), (int) line.number("patience"), line.real("minImprovement")),
                Devices.named(line.text("devices")));
    }

    static Line roster(Roster roster) {
        Line line = Line.about("roster").with("generation", roster.generation());
        int seat = 0;
        for (Seat each : roster.seats()) {
            line = line.with("member" + seat, each.member()).with("address" + seat++, each.address());
        }
        return line;
    }

    static Roster roster(Line line) {
        List<Seat> seats = new ArrayList<>();
        for (int i = 0; line.optional("member" + i).isPresent(); i++) {
            seats.add(new Seat(line.text("member" + i), line.text("address" + i)));
        }
        return new Roster(line.number("generation"), seats);
    }

    /** A round that a member has finished; the end of a run is told with all that it delivers. */
    static Line finished(TuningEvent event, Contributions by) {
        Line line = event.match(
                stepped -> Line.about("stepped")
                        .with("step", stepped.step())
                        .with("loss", stepped.loss())
                        .with("norm", stepped.gradientNorm())
                        .with("tokens", stepped.tokens()),
                evaluated -> judged(Line.about("evaluated"), evaluated.evaluation())
                        .with("step", evaluated.step())
                        .with("best", evaluated.best())
                        .with("met", evaluated.met()),
                ended -> {
                    throw new IllegalArgumentException("the end is no round: " + ended);
                });
        for (Map.Entry<String, Integer> each : by.leaves().entrySet()) {
            line = line.with(LEAVES + each.getKey(), each.getValue());
        }
        return line.with("takenOver", by.takenOver());
    }

    static Finished finished(String member, Line line) {
        var leaves = new HashMap<String, Integer>();
        line.values().forEach((name, value) -> {
            if (name.startsWith(LEAVES)) {
                leaves.put(name.substring(LEAVES.length()), Integer.valueOf(value));
            }
        });
        return new Finished(member, event(line), new Contributions(leaves, (int) line.number("takenOver")));
    }

    private static TuningEvent event(Line line) {
        return line.isAbout("stepped")
                ? new Stepped(line.number("step"), line.real("loss"), line.real("norm"), line.number("tokens"))
                : new Evaluated(line.number("step"), evaluation(line), line.yes("best"), line.yes("met"));
    }

    static Line judged(Line line, Evaluation evaluation) {
        Line words = line.with("loss", evaluation.loss()).with("accuracy", evaluation.accuracy());
        @Nullable AnswerScore answers = evaluation.answers();
        return answers == null
                ? words
                : words.with("tokenF1", answers.tokenF1()).with("rougeL", answers.rougeL());
    }

    static Evaluation evaluation(Line line) {
        @Nullable AnswerScore answers = line.optional("tokenF1")
                .map(tokenF1 -> new AnswerScore(line.real("tokenF1"), line.real("rougeL")))
                .orElse(null);
        return new Evaluation(line.real("loss"), line.real("accuracy"), answers);
    }

    private static StartChoice start(Line line) {
        if (line.optional("startRandom").isPresent()) {
            return new StartChoice.Random();
        }
        if (line.optional("startText").isPresent()) {
            return new StartChoice.Text(line.text("startText"));
        }
        return line.optional("startPrompt")
                .<StartChoice>map(path -> new StartChoice.Prompt(Path.of(path)))
                .orElseGet(StartChoice.Plain::new);
    }
}
