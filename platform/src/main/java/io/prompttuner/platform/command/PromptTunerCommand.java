package io.prompttuner.platform.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root: says what there is. */
@Command(
        name = "prompttuner",
        description = "LLM prompt tuning as a service: on time and cheaply.",
        mixinStandardHelpOptions = true,
        version = "PromptTuner 0.1.0-SNAPSHOT",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            DownCommand.class,
            DoctorCommand.class,
            SubmitCommand.class,
            JobsCommand.class,
            DescribeCommand.class,
            WatchCommand.class,
            CancelCommand.class,
            PromptsCommand.class,
            TryCommand.class,
            ScoreCommand.class,
            SloCommand.class,
            BankCommand.class,
            TuneCommand.class,
            CenterCommand.class,
            CampaignCommand.class,
            SimulateCommand.class,
            CalibrateCommand.class,
            ReplayCommand.class
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done",
            "1:failed",
            "2:the command line or a file named in it makes no sense",
            "3:the platform is not running, or does not answer",
            "4:not found, or the platform refused",
            "5:the job ended without meeting its deadline (submit --wait)"
        },
        footer = {
            "",
            "Begin with:  prompttuner up",
            "Environment: PROMPTTUNER_DATA (data directory, default ./data), PROMPTTUNER_TOKEN (credential)"
        })
final class PromptTunerCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command?");
    }
}
