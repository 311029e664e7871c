package io.prompttuner.platform.command;

import io.prompttuner.platform.http.GatewayClient;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows what happens, as it happens. */
@Command(
        name = "watch",
        description = "Follow a job, live, until it has ended; without a JOB, all jobs until Ctrl-C.",
        mixinStandardHelpOptions = true)
final class WatchCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final GatewayOptions gateway = new GatewayOptions();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Parameters(arity = "0..1", paramLabel = "JOB", description = "Id of the job.")
    private @Nullable String job;

    WatchCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        GatewayClient client = gateway.client(surroundings);
        var screen = new LiveEvents(surroundings, output.isJson());
        (job == null ? client.followAll() : client.follow(job)).forEach(screen::show);
        screen.end();
        return ExitCode.OK;
    }
}
