package io.prompttuner.platform.command;

import io.prompttuner.trainer.placement.Devices;
import io.prompttuner.trainer.run.FeatureCenter;
import io.prompttuner.trainer.run.RefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prepares a base model for the prompt bank. */
@Command(
        name = "center",
        description = {
            "Write the centre of task features beside a base model, from a base set of tasks.",
            "Do it once, before the bank is first used: another centre makes another index."
        },
        mixinStandardHelpOptions = true)
final class CenterCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Option(names = "--model", paramLabel = "DIR", required = true, description = "Base model.")
    private Path model = Path.of("");

    @Parameters(paramLabel = "FILE", arity = "2..*", description = "Tasks, two or more of each family.")
    private List<Path> tasks = List.of();

    CenterCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        try {
            FeatureCenter.make(model, tasks, Devices.CPU);
            surroundings.out().printf("feature-center.json written from %d tasks%n", tasks.size());
            return ExitCode.OK;
        } catch (RefusedException refused) {
            throw new CommandFailure(ExitCode.USAGE, String.join(System.lineSeparator(), refused.faults()));
        }
    }
}
