package io.prompttuner.platform.command;

import io.prompttuner.gateway.api.JobStatus;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Asks for a job to end. */
@Command(
        name = "cancel",
        description = "Ask for a job to end with the best prompt it has.",
        mixinStandardHelpOptions = true)
final class CancelCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final GatewayOptions gateway = new GatewayOptions();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Parameters(paramLabel = "JOB", description = "Id of the job.")
    private String job = "";

    CancelCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        JobStatus status = gateway.client(surroundings).cancel(job);
        output.show(
                surroundings.out(),
                status,
                () -> JobTable.of(List.of(status), surroundings.clock().instant()));
        return ExitCode.OK;
    }
}
