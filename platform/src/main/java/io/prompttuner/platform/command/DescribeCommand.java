package io.prompttuner.platform.command;

import io.prompttuner.gateway.api.JobDescription;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows all there is to know about a job. */
@Command(
        name = "describe",
        description =
                "Show all about a job: state and reason, forecast with its band, why it has what it has, attempts and"
                        + " their cost, and how it ended.",
        mixinStandardHelpOptions = true)
final class DescribeCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final GatewayOptions gateway = new GatewayOptions();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Parameters(paramLabel = "JOB", description = "Id of the job.")
    private String job = "";

    DescribeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        JobDescription description = gateway.client(surroundings).describe(job);
        if (output.isJson()) {
            output.print(surroundings.out(), description);
        } else {
            new JobReport(description, surroundings.clock().instant()).lines().forEach(surroundings.out()::println);
        }
        return ExitCode.OK;
    }
}
