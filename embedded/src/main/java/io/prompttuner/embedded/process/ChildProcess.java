package io.prompttuner.embedded.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A child whose standard input is our pipe to it: closing the pipe, or dying, tells it to end. Its output is a file. */
public final class ChildProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int TAIL_LINES = 20;

    private final Process process;
    private final Path log;

    private ChildProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts the command with these variables beside our own; the log begins anew. */
    public static ChildProcess start(List<String> command, Map<String, String> environment, Path log)
            throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        return new ChildProcess(builder.start(), log);
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Of a child that has ended; 128 + n if signal n ended it. */
    public int exitValue() {
        return process.exitValue();
    }

    /** How it ended, and the last it said: what a person wants to see when it should not have ended. */
    public String obituary() {
        return "exit status %d, log %s ends with:%n%s".formatted(exitValue(), log, logTail());
    }

    /** The last lines of its output, undecodable bytes replaced. */
    public String logTail() {
        try (Stream<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines()) {
            List<String> all = lines.toList();
            return all.stream()
                    .skip(Math.max(0, all.size() - TAIL_LINES))
                    .collect(Collectors.joining(System.lineSeparator()));
        } catch (IOException unreadable) {
            return "(unreadable: " + unreadable.getMessage() + ")";
        }
    }

    /** kill -9: no goodbye, no flush. */
    public void kill() {
        process.destroyForcibly();
        awaitExit(PATIENCE);
    }

    /** SIGTERM alone ({@link Process#destroy} would close the pipe too), and a wait for the end. */
    public boolean terminate() {
        return process.toHandle().destroy() && awaitExit(PATIENCE);
    }

    /** Closes the pipe: what the child sees when we die. */
    public void hangUp() {
        try {
            process.getOutputStream().close();
        } catch (IOException gone) {
            // it ended before we did
        }
    }

    /** Hangs up, waits, and kills only a child that does not listen. */
    @Override
    public void close() {
        hangUp();
        if (!awaitExit(PATIENCE)) {
            kill();
        }
    }

    /** Whether it ended within the time given. */
    public boolean awaitExit(Duration atMost) {
        try {
            return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }
}
