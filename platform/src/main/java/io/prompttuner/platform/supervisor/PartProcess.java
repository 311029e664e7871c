package io.prompttuner.platform.supervisor;

import java.io.IOException;

/** A child JVM that holds a pipe to us as its standard input: closing it, or dying, tells the child to end. */
public final class PartProcess {

    private final Process process;
    private final Readiness readiness;
    private final LogFile log;

    private PartProcess(Process process, Readiness readiness, LogFile log) {
        this.process = process;
        this.readiness = readiness;
        this.log = log;
    }

    /** Tells whether a part serves. */
    @FunctionalInterface
    public interface Readiness {
        boolean isReady() throws InterruptedException;
    }

    /** Starts it. */
    public static PartProcess start(ChildCommand command, Readiness readiness, LogFile log) throws IOException {
        return new PartProcess(command.start(log), readiness, log);
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    boolean isReady() throws InterruptedException {
        return readiness.isReady();
    }

    /** Blocks until it has ended; returns its exit status, 128 + n if signal n ended it. */
    int awaitEnd() throws InterruptedException {
        return process.waitFor();
    }

    /** Asks it to end in order. */
    void terminate() {
        process.destroy();
    }

    /** kill -9. */
    void kill() {
        process.destroyForcibly();
    }

    /** What it said last, in one line; empty if nothing. */
    String lastWords() {
        return log.lastLine();
    }
}
