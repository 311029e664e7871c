package io.prompttuner.platform.command;

import io.prompttuner.gateway.api.JobDescription;
import io.prompttuner.gateway.api.JobOutcome;
import io.prompttuner.platform.http.GatewayClient;
import io.prompttuner.wire.event.Verdict;

/** Shows a job until it has ended. */
record JobFollowing(Surroundings surroundings, OutputOption output) {

    /** The exit status that its end means. */
    int follow(GatewayClient client, JobDescription job) throws InterruptedException {
        if (!output.isJson()) {
            surroundings.out().println("job " + job.status().id());
        }
        var screen = new LiveEvents(surroundings, output.isJson());
        client.follow(job.status().id()).forEach(screen::show);
        screen.end();
        Verdict verdict = screen.outcome()
                .map(JobOutcome::verdict)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.FAILURE, "the events ended before the job; see `prompttuner describe`"));
        return switch (verdict) {
            case MET -> ExitCode.OK;
            case MISSED -> ExitCode.DEADLINE_MISSED;
            case EXCLUDED -> ExitCode.FAILURE;
        };
    }
}
