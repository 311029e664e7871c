package io.prompttuner.platform.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A child JVM that holds a pipe to us as its standard input: closing it, or dying, tells the child to end. */
public final class PartProcess implements RunningPart {

    private final Process process;
    private final Path readyFile;
    private final LogFile log;

    private PartProcess(Process process, Path readyFile, LogFile log) {
        this.process = process;
        this.readyFile = readyFile;
        this.log = log;
    }

    /** Starts it; an earlier ready file is removed first. */
    public static PartProcess start(ChildCommand command, Path readyFile, LogFile log) throws IOException {
        Files.deleteIfExists(readyFile);
        return new PartProcess(command.start(log), readyFile, log);
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public boolean isReady() {
        return Files.exists(readyFile);
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public int awaitEnd() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void terminate() {
        process.destroy();
    }

    @Override
    public void kill() {
        process.destroyForcibly();
    }

    @Override
    public String lastWords() {
        return log.lastLine();
    }
}
