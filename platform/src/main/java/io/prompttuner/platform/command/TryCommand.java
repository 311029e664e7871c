package io.prompttuner.platform.command;

import io.prompttuner.platform.table.Table;
import io.prompttuner.trainer.run.PromptTrial;
import io.prompttuner.trainer.run.RefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a prompt changes. */
@Command(
        name = "try",
        description =
                "Answer an input with and without a tuned prompt, side by side: the prompt of a JOB of the platform,"
                        + " or one that lies in a directory.",
        mixinStandardHelpOptions = true)
final class TryCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final GatewayOptions gateway = new GatewayOptions();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Parameters(arity = "0..1", paramLabel = "JOB", description = "An ended job of the platform.")
    private @Nullable String job;

    @Option(
            names = "--model",
            paramLabel = "DIR",
            description = "The base model the prompt was tuned on. Default, with a JOB: as the catalogue has it.")
    private @Nullable Path model;

    @Option(
            names = "--prompt",
            paramLabel = "DIR",
            description = "What `prompttuner tune --out DIR` or `prompts get` has written; instead of a JOB.")
    private @Nullable Path prompt;

    @Option(names = "--input", paramLabel = "TEXT", required = true, description = "What is to be answered.")
    private String input = "";

    @Mixin
    private final DeviceOption device = new DeviceOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    TryCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        try {
            PromptTrial trial = trial();
            output.show(surroundings.out(), fields(trial), () -> table(trial));
            return ExitCode.OK;
        } catch (RefusedException refused) {
            throw new CommandFailure(ExitCode.USAGE, String.join(System.lineSeparator(), refused.faults()));
        }
    }

    private PromptTrial trial() throws IOException {
        if (!device.faults().isEmpty()) {
            throw new RefusedException(device.faults());
        }
        if (job == null && model != null && prompt != null) {
            return PromptTrial.of(model, prompt, input, device.devices());
        }
        if (job == null || prompt != null) {
            throw new ParameterException(spec.commandLine(), "expected either a JOB, or --model and --prompt");
        }
        try (FetchedPrompt fetched = FetchedPrompt.of(job, gateway, surroundings)) {
            return PromptTrial.of(
                    model == null ? fetched.model() : model, fetched.directory(), input, device.devices());
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
