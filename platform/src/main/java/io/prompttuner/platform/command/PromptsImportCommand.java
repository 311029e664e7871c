package io.prompttuner.platform.command;

import io.prompttuner.trainer.exchange.ImportedPrompt;
import io.prompttuner.trainer.run.RefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a prompt that was tuned elsewhere. */
@Command(
        name = "import",
        description = {
            "Make a prompt directory of an adapter that PEFT has saved (PROMPT_TUNING, safetensors),",
            "for `tune --from`, `try --prompt` and `prompts export --from`."
        },
        mixinStandardHelpOptions = true)
final class PromptsImportCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(paramLabel = "DIR", description = "Holds adapter_config.json and adapter_model.safetensors.")
    private Path adapter = Path.of("");

    @Option(
            names = {"-o", "--out"},
            paramLabel = "DIR",
            required = true,
            description = "A new or empty directory to write it to.")
    private Path out = Path.of("");

    PromptsImportCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        try {
            ImportedPrompt prompt = ImportedPrompt.ofPeft(adapter);
            prompt.write(out);
            surroundings
                    .out()
                    .printf(
                            "prompt %s in %s: %d tokens, %d wide%n",
                            prompt.name(), out, prompt.tokens(), prompt.hidden());
            return ExitCode.OK;
        } catch (RefusedException refused) {
            throw new CommandFailure(ExitCode.USAGE, String.join(System.lineSeparator(), refused.faults()));
        }
    }
}
