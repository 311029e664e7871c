package io.prompttuner.platform.command;

import io.prompttuner.platform.table.Table;
import io.prompttuner.trainer.run.PromptScore;
import io.prompttuner.trainer.run.RefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Judges a prompt, or the bare model, by a task's held-out part. */
@Command(
        name = "score",
        description = {
            "Judge a prompt by the held-out part of a task: loss, accuracy (exact answers), token F1 as in SQuAD, ROUGE-L.",
            "Answers are greedy; the same again says the same."
        },
        mixinStandardHelpOptions = true)
final class ScoreCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final OutputOption output = new OutputOption();

    @Option(
            names = "--model",
            paramLabel = "DIR",
            required = true,
            description = "The base model the prompt was tuned on.")
    private Path model = Path.of("");

    @Option(
            names = "--prompt",
            paramLabel = "DIR",
            description =
                    "What `prompttuner tune --out DIR` or `prompts get` has written. Default: none, the bare model.")
    private @Nullable Path prompt;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            required = true,
            description = "Task: JSON Lines of {\"input\": ..., \"target\": ...}.")
    private Path data = Path.of("");

    @Mixin
    private final DeviceOption device = new DeviceOption();

    ScoreCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        try {
            PromptScore score = score();
            output.show(surroundings.out(), Shown.of(score), () -> table(Shown.of(score)));
            return ExitCode.OK;
        } catch (RefusedException refused) {
            throw new CommandFailure(ExitCode.USAGE, String.join(System.lineSeparator(), refused.faults()));
        }
    }

    private PromptScore score() throws IOException {
        if (!device.faults().isEmpty()) {
            throw new RefusedException(device.faults());
        }
        return PromptScore.of(model, prompt, data, device.devices());
    }

    /** As JSON has it. */
    private record Shown(int examples, double loss, double accuracy, double tokenF1, double rougeL) {

        static Shown of(PromptScore score) {
            return new Shown(
                    score.examples(),
                    score.loss(),
                    score.accuracy(),
                    score.answers().tokenF1(),
                    score.answers().rougeL());
        }
    }

    private static Table table(Shown score) {
        var table = new Table("EXAMPLES", "LOSS", "ACCURACY", "TOKEN F1", "ROUGE-L");
        table.row(
                String.valueOf(score.examples()),
                rounded(score.loss()),
                rounded(score.accuracy()),
                rounded(score.tokenF1()),
                rounded(score.rougeL()));
        return table;
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
