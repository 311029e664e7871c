package io.prompttuner.platform.command;

import io.prompttuner.platform.assembly.LocalPlatform;
import io.prompttuner.platform.assembly.Preparation;
import io.prompttuner.platform.assembly.RefusedStartException;
import io.prompttuner.platform.assembly.UpRequest;
import io.prompttuner.platform.data.DataDirectory;
import io.prompttuner.platform.data.PortProbe;
import io.prompttuner.platform.supervisor.PartState;
import io.prompttuner.platform.supervisor.PartStatus;
import io.prompttuner.runtime.ProgramLife;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the whole platform on this machine until it is told to end. */
@Command(
        name = "up",
        description = "Run the whole platform on this machine, every part as a process of its own, until Ctrl-C.",
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final UpOptions options = new UpOptions();

    @Option(names = "--detach", description = "Return once all parts are ready, and leave the platform running.")
    private boolean detach;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    UpCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        List<String> faults = options.faults();
        if (!faults.isEmpty()) {
            throw new ParameterException(spec.commandLine(), String.join(System.lineSeparator(), faults));
        }
        DataDirectory directory = options.directory(surroundings);
        if (detach) {
            return new DetachedUp(surroundings, directory)
                    .start(spec.commandLine().getParseResult().originalArgs());
        }
        LogTarget.file(directory, "supervisor");
        return run(options.request(surroundings));
    }

    private int run(UpRequest request) throws IOException, InterruptedException {
        try (ProgramLife life = ProgramLife.begin(surroundings.environment())) {
            var line = new LiveLine(surroundings.out(), surroundings.interactive());
            LocalPlatform platform = start(request);
            life.with(() -> end(platform, line));
            new Welcome(surroundings.out()).where(platform.installation());
            platform.board().onChange(() -> show(platform, line));
            show(platform, line);
            var ready = new Thread(() -> sayReady(platform, life), "ready");
            ready.setDaemon(true);
            ready.start();
            life.awaitEnd();
        }
        return ExitCode.OK;
    }

    private LocalPlatform start(UpRequest request) throws IOException {
        try {
            var preparation = new Preparation(surroundings.environment(), surroundings.secrets(), PortProbe.loopback());
            return LocalPlatform.start(request, preparation);
        } catch (RefusedStartException refused) {
            throw new CommandFailure(ExitCode.FAILURE, String.valueOf(refused.getMessage()));
        }
    }

    private void end(LocalPlatform platform, LiveLine line) throws IOException {
        line.end();
        surroundings.out().println("ending all parts");
        platform.close();
        surroundings
                .out()
                .println("stopped; the data stays in "
                        + platform.installation().data().root());
    }

    private static void sayReady(LocalPlatform platform, ProgramLife life) {
        try {
            platform.board().await(part -> part.state().satisfies());
            life.ready(platform.installation().gatewayAddress());
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private static void show(LocalPlatform platform, LiveLine line) {
        List<PartStatus> parts = platform.board().all();
        boolean ending = parts.stream().anyMatch(part -> part.state() == PartState.STOPPED);
        if (!ending) {
            line.show(HealthLine.of(parts, platform.workers().size()));
        }
    }
}
