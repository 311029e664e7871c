package io.prompttuner.platform.command;

import io.prompttuner.platform.table.Table;
import io.prompttuner.trainer.run.PromptTrial;
import io.prompttuner.trainer.run.RefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what a prompt changes. */
@Command(
        name = "try",
        description = "Answer an input with and without a tuned prompt, side by side.",
        mixinStandardHelpOptions = true)
final class TryCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Option(
            names = "--model",
            paramLabel = "DIR",
            required = true,
            description = "The base model the prompt was tuned on.")
    private Path model = Path.of("");

    @Option(
            names = "--prompt",
            paramLabel = "DIR",
            required = true,
            description = "What `prompttuner tune --out DIR` has written.")
    private Path prompt = Path.of("");

    @Option(names = "--input", paramLabel = "TEXT", required = true, description = "What is to be answered.")
    private String input = "";

    @Option(
            names = "--device",
            paramLabel = "NAME",
            defaultValue = "cpu",
            description = "cpu, or gpu0 and so on. Default: ${DEFAULT-VALUE}.")
    private String device = "cpu";

    @Mixin
    private final OutputOption output = new OutputOption();

    TryCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        try {
            PromptTrial trial = PromptTrial.of(model, prompt, input, device);
            output.show(surroundings.out(), fields(trial), () -> table(trial));
            return ExitCode.OK;
        } catch (RefusedException refused) {
            throw new CommandFailure(ExitCode.USAGE, String.join(System.lineSeparator(), refused.faults()));
        }
    }

    private static Map<String, String> fields(PromptTrial trial) {
        return Map.of("with", trial.with(), "without", trial.without());
    }

    private static Table table(PromptTrial trial) {
        var table = new Table("WITH THE PROMPT", "WITHOUT");
        table.row(trial.with(), trial.without());
        return table;
    }
}
