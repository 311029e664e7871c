package io.prompttuner.platform.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.prompttuner.gateway.api.DryRun;
import io.prompttuner.gateway.api.JobDescription;
import io.prompttuner.gateway.api.Quote;
import io.prompttuner.platform.http.GatewayClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Hands in a job. */
@Command(
        name = "submit",
        description = "Submit a tuning job from a file; examples/job.yaml explains the fields.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status with --wait:%n",
        exitCodeList = {"0:the deadline was met", "1:cancelled", "5:the deadline was missed"})
final class SubmitCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final GatewayOptions gateway = new GatewayOptions();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Option(
            names = {"-f", "--file"},
            required = true,
            paramLabel = "FILE",
            description = "The job, in YAML or JSON. `dataset` may be the path of a file; it is uploaded.")
    private Path file = Path.of("");

    @Option(names = "--wait", description = "Follow the job until it has ended.")
    private boolean wait;

    @Option(names = "--dry-run", description = "Only check the job, and say what such jobs needed so far.")
    private boolean dryRun;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "A repeat under the same key is the same job. Default: a new key.")
    private @Nullable String key;

    SubmitCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        GatewayClient client = gateway.client(surroundings);
        JsonNode request = new JobFile(file).request(client);
        String idempotencyKey = key == null ? IdempotencyKey.fresh(surroundings.secrets()) : key;
        if (dryRun) {
            return say(client.dryRun(request, idempotencyKey));
        }
        JobDescription job = client.submit(request, idempotencyKey);
        if (!wait) {
            output.show(
                    surroundings.out(),
                    job,
                    () -> JobTable.of(
                            List.of(job.status()), surroundings.clock().instant()));
            return ExitCode.OK;
        }
        return new JobFollowing(surroundings, output).follow(client, job);
    }

    private int say(DryRun plan) {
        if (output.isJson()) {
            output.print(surroundings.out(), plan);
            return ExitCode.OK;
        }
        surroundings.out().println("the job is well-formed; nothing was submitted");
        surroundings.out().println(needs(plan.quote()));
        return ExitCode.OK;
    }

    private static String needs(Quote quote) {
        return quote.jobs() == 0
                ? "no job of yours has ended yet that would tell what it needs"
                : "%d jobs (%s) needed %.0f steps (80 %% band %.0f to %.0f), %.1f GPU seconds"
                        .formatted(
                                quote.jobs(),
                                quote.basis().word(),
                                quote.medianSteps(),
                                quote.lowSteps(),
                                quote.highSteps(),
                                quote.gpuSeconds());
    }
}
