package io.prompttuner.platform.command;

import io.prompttuner.trainer.tuning.Schedule;
import io.prompttuner.trainer.tuning.TuningSettings;
import io.prompttuner.wire.event.ScheduleKind;
import io.prompttuner.wire.event.WireEnum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** What a person may say about how a prompt is tuned, and most never do. */
final class RecipeOptions {

    private static final TuningSettings DEFAULTS = TuningSettings.defaults();

    @Option(
            names = "--schedule",
            paramLabel = "NAME",
            defaultValue = "constant",
            description = {
                "How the learning rate changes: constant, constant-with-warmup, linear or cosine, as in transformers.",
                "The last two fall to 0 at --max-steps. Default: ${DEFAULT-VALUE}."
            })
    private String schedule = "constant";

    @Option(
            names = "--warmup-steps",
            paramLabel = "N",
            defaultValue = "0",
            description = "Steps over which the learning rate rises from 0. Default: ${DEFAULT-VALUE}.")
    private long warmupSteps;

    @Option(names = "--weight-decay", paramLabel = "X", description = "AdamW's decoupled decay. Default: 0.")
    private double weightDecay = DEFAULTS.weightDecay();

    @Option(
            names = "--clip-norm",
            paramLabel = "X",
            description = "Largest Euclidean norm of the mean gradient. Default: 1.")
    private double clipNorm = DEFAULTS.clipNorm();

    @Option(
            names = "--min-improvement",
            paramLabel = "X",
            defaultValue = "0",
            description = {
                "What an evaluation must win for --patience to begin anew, in the target's own terms: nats, or share.",
                "Default: ${DEFAULT-VALUE}, whatever is better."
            })
    private double minImprovement;

    double weightDecay() {
        return weightDecay;
    }

    double clipNorm() {
        return clipNorm;
    }

    double minImprovement() {
        return minImprovement;
    }

    /** The schedule of a run of so many steps, if there are no faults. */
    Schedule schedule(long maxSteps) {
        return new Schedule(kind().orElseThrow(), warmupSteps, maxSteps);
    }

    /** All faults at once. */
    List<String> faults() {
        var faults = new ArrayList<String>();
        Optional<ScheduleKind> kind = kind();
        if (kind.isEmpty()) {
            String known =
                    Arrays.stream(ScheduleKind.values()).map(WireEnum::word).collect(Collectors.joining(", "));
            faults.add("--schedule: expected one of %s, got %s".formatted(known, schedule));
        }
        if (warmupSteps < 0) {
            faults.add("--warmup-steps: expected from 0, got " + warmupSteps);
        } else if (warmupSteps > 0 && !kind.map(ScheduleKind::warms).orElse(true)) {
            faults.add("--warmup-steps: the schedule %s has no warm-up".formatted(schedule));
        }
        if (!(weightDecay >= 0 && weightDecay < 1)) {
            faults.add("--weight-decay: expected from 0 and below 1, got " + weightDecay);
        }
        if (!(clipNorm > 0)) {
            faults.add("--clip-norm: expected above 0, got " + clipNorm);
        }
        if (!(minImprovement >= 0)) {
            faults.add("--min-improvement: expected from 0, got " + minImprovement);
        }
        return faults;
    }

    private Optional<ScheduleKind> kind() {
        return Arrays.stream(ScheduleKind.values())
                .filter(each -> each.word().equals(schedule))
                .findFirst();
    }
}
