package io.prompttuner.platform.command;

import io.prompttuner.platform.data.DataDirectory;
import io.prompttuner.platform.data.DirectoryLock;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Ends what {@code up} started, wherever that runs. */
@Command(
        name = "down",
        description = "End the platform that runs over a data directory; what it keeps stays.",
        mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {

    /** The supervisor kills its last child after 8 s. */
    private static final Duration PATIENCE = Duration.ofSeconds(12);

    private final Surroundings surroundings;

    @Mixin
    private final DataOption data = new DataOption();

    DownCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        DataDirectory directory = data.in(surroundings);
        OptionalLong holder = DirectoryLock.holder(directory.lock());
        if (holder.isEmpty()) {
            surroundings.out().println("nothing runs over " + directory.root());
            return ExitCode.OK;
        }
        return end(holder.getAsLong(), directory);
    }

    private int end(long pid, DataDirectory directory) throws InterruptedException {
        ProcessHandle supervisor = ProcessHandle.of(pid).orElse(null);
        if (supervisor == null) {
            surroundings.out().println("it ended by itself");
            return ExitCode.OK;
        }
        if (!supervisor.destroy()) {
            throw new CommandFailure(
                    ExitCode.FAILURE, "process %d does not take our signal: is it another user's?".formatted(pid));
        }
        if (!hasEnded(supervisor)) {
            supervisor.destroyForcibly();
            throw new CommandFailure(
                    ExitCode.FAILURE,
                    "process %d did not end within %d s and was killed; its parts end by themselves, see %s"
                            .formatted(pid, PATIENCE.toSeconds(), directory.logs()));
        }
        surroundings.out().println("stopped; the data stays in " + directory.root());
        return ExitCode.OK;
    }

    private static boolean hasEnded(ProcessHandle supervisor) throws InterruptedException {
        try {
            supervisor.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException tooLong) {
            return false;
        } catch (ExecutionException never) {
            throw new IllegalStateException(never);
        }
    }
}
