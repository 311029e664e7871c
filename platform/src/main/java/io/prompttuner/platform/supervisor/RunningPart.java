package io.prompttuner.platform.supervisor;

/** A process that was started for a part. */
public interface RunningPart {

    long pid();

    /** Whether it serves. */
    boolean isReady();

    boolean isAlive();

    /** Blocks until it has ended; returns its exit status, 128 + n if signal n ended it. */
    int awaitEnd() throws InterruptedException;

    /** Asks it to end in order. */
    void terminate();

    /** kill -9. */
    void kill();

    /** What it said last, in one line; empty if nothing. */
    String lastWords();
}
