package io.prompttuner.platform.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be done with tuned prompts. */
@Command(
        name = "prompts",
        description = "Fetch tuned prompts, hand them to other programs, take theirs.",
        mixinStandardHelpOptions = true,
        subcommands = {PromptsGetCommand.class, PromptsExportCommand.class, PromptsImportCommand.class})
final class PromptsCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "what to do with prompts? there are: get, export, import");
    }
}
