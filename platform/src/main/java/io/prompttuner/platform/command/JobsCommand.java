package io.prompttuner.platform.command;

import io.prompttuner.gateway.api.JobPage;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists a tenant's jobs. */
@Command(
        name = "jobs",
        description = "List jobs, newest first. SLO: the verdict, or the probability that the deadline will be met.",
        mixinStandardHelpOptions = true)
final class JobsCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final GatewayOptions gateway = new GatewayOptions();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Option(
            names = "--state",
            paramLabel = "STATE,...",
            description = "Only jobs in these states, such as queued,running.")
    private @Nullable String state;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "At most so many. Default: ${DEFAULT-VALUE}.")
    private int limit;

    @Option(names = "--cursor", paramLabel = "NEXT", description = "Go on where an earlier list ended (its `next`).")
    private @Nullable String cursor;

    JobsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        JobPage page = gateway.client(surroundings).jobs(query());
        output.show(
                surroundings.out(),
                page,
                () -> JobTable.of(page.jobs(), surroundings.clock().instant()));
        if (page.next() != null && !output.isJson()) {
            surroundings.out().println("more with --cursor " + page.next());
        }
        return ExitCode.OK;
    }

    private Map<String, String> query() {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("limit", String.valueOf(limit));
        if (state != null) {
            query.put("state", state);
        }
        if (cursor != null) {
            query.put("cursor", cursor);
        }
        return query;
    }
}
