package io.prompttuner.platform.command;

import io.prompttuner.platform.assembly.JavaLine;
import io.prompttuner.platform.assembly.OwnSession;
import io.prompttuner.platform.data.DataDirectory;
import io.prompttuner.platform.supervisor.LogFile;
import io.prompttuner.runtime.ProgramLife;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** {@code up} in the background: the same command in a session of its own, awaited until it is ready. */
record DetachedUp(Surroundings surroundings, DataDirectory data) {

    private static final String PART = "up";
    private static final String MAIN = "io.prompttuner.platform.PromptTunerMain";
    private static final int HEAP = 160;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration POLL = Duration.ofMillis(200);

    int start(List<String> arguments) throws IOException, InterruptedException {
        data.create();
        Path ready = data.readyFile(PART);
        Files.deleteIfExists(ready);
        Process child = launch(arguments, ready);
        surroundings.out().println("starting; this takes about half a minute");
        if (!becomesReady(child, ready)) {
            throw new CommandFailure(ExitCode.FAILURE, failure(child));
        }
        surroundings
                .out()
                .printf(
                        "up, process %d: %s%n",
                        child.pid(), Files.readString(ready).strip());
        surroundings.out().printf("  tokens  %s%n  logs    %s%n", data.tokens(), data.logs());
        surroundings.out().printf("  end it with `prompttuner down --data %s`%n", data.root());
        return ExitCode.OK;
    }

    private Process launch(List<String> arguments, Path ready) throws IOException {
        List<String> own = new ArrayList<>(arguments);
        own.removeIf("--detach"::equals);
        List<String> line = new ArrayList<>(OwnSession.prefix(surroundings.environment()));
        line.addAll(JavaLine.asOurs().of(HEAP, List.of(), MAIN, own));
        var builder = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(data.log(PART).toFile());
        builder.environment().put(ProgramLife.READY_FILE, ready.toString());
        return builder.start();
    }

    private static boolean becomesReady(Process child, Path ready) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (child.isAlive() && !Files.exists(ready) && System.nanoTime() - end < 0) {
            Thread.sleep(POLL.toMillis());
        }
        return Files.exists(ready);
    }

    private String failure(Process child) {
        return child.isAlive()
                ? "not all parts are ready after %d min, it goes on trying: see `prompttuner doctor --data %s`"
                        .formatted(PATIENCE.toMinutes(), data.root())
                : new LogFile(data.log(PART)).lastLine().replaceFirst("^prompttuner: ", "");
    }
}
