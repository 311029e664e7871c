package io.prompttuner.platform.command;

import io.prompttuner.platform.http.GatewayClient;
import io.prompttuner.platform.table.Table;
import io.prompttuner.store.name.ContentHash;
import io.prompttuner.trainer.exchange.BaseModelNote;
import io.prompttuner.trainer.exchange.ExportFormat;
import io.prompttuner.trainer.exchange.PromptExport;
import io.prompttuner.trainer.exchange.TunedPrompt;
import io.prompttuner.trainer.run.RefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Hands a tuned prompt to other programs. */
@Command(
        name = "export",
        description = {
            "Write a tuned prompt in a form that other programs read, with SHA-256 sums of every file:",
            "the prompt of an ended JOB of the platform, or one that lies in a directory."
        },
        mixinStandardHelpOptions = true)
final class PromptsExportCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final GatewayOptions gateway = new GatewayOptions();

    @Parameters(arity = "0..1", paramLabel = "JOB", description = "An ended job of the platform.")
    private @Nullable String job;

    @Option(
            names = "--from",
            paramLabel = "DIR",
            description = "What `prompttuner tune --out DIR` or `prompts get` has written; instead of a JOB.")
    private @Nullable Path from;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            required = true,
            description = "peft (an adapter for PEFT), or prompt-embeds (for servers that take embeddings).")
    private String format = "";

    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR",
            required = true,
            description = "A new or empty directory to write it to.")
    private Path out = Path.of("");

    @Option(
            names = "--model",
            paramLabel = "DIR",
            description = "The base model, to check the prompt against and to describe it in full. Default, with a JOB:"
                    + " as the catalogue has it, if the platform runs here.")
    private @Nullable Path model;

    @Option(
            names = "--base-model",
            paramLabel = "NAME",
            description =
                    "What the export calls the base model, such as a name on a hub. Default: as the JOB calls it.")
    private @Nullable String baseModel;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    PromptsExportCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        ExportFormat chosen = ExportFormat.named(format)
                .orElseThrow(() -> misuse(
                        "--format: expected %s, got %s".formatted(String.join(" or ", ExportFormat.words()), format)));
        try {
            PromptExport export = export(chosen);
            export.write(out);
            show(export);
            return ExitCode.OK;
        } catch (RefusedException refused) {
            throw new CommandFailure(ExitCode.USAGE, String.join(System.lineSeparator(), refused.faults()));
        }
    }

    private PromptExport export(ExportFormat chosen) throws IOException {
        if (from != null && job == null) {
            return PromptExport.of(TunedPrompt.read(from), note(baseModel, Optional.ofNullable(model)), chosen);
        }
        if (job == null || from != null) {
            throw misuse("expected either a JOB, or --from");
        }
        GatewayClient client = gateway.client(surroundings);
        var prompt = TunedPrompt.of("of job " + job, new PromptArchive(client.prompt(job)).files());
        String name = client.describe(job).spec().baseModel();
        Optional<Path> directory =
                model == null ? FetchedPrompt.knownModel(name, gateway, surroundings) : Optional.of(model);
        return PromptExport.of(prompt, note(baseModel == null ? name : baseModel, directory), chosen);
    }

    private static BaseModelNote note(@Nullable String name, Optional<Path> directory) throws IOException {
        return directory.isPresent() ? BaseModelNote.of(name, directory.get()) : new BaseModelNote(name, null);
    }

    private void show(PromptExport export) {
        var table = new Table("SHA-256", "FILE");
        export.files()
                .forEach((name, content) -> table.row(
                        ContentHash.of(content).hex(), out.resolve(name).toString()));
        table.lines().forEach(surroundings.out()::println);
    }

    private ParameterException misuse(String fault) {
        return new ParameterException(spec.commandLine(), fault);
    }
}
