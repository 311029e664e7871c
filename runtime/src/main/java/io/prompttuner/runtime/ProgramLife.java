package io.prompttuner.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one program: parts are opened, the program says that it is ready, it waits, and everything is closed in
 * reverse order, exactly once, whether it was told to end, lost its parent, or ran into a fault.
 */
public final class ProgramLife implements AutoCloseable {

    /** Path of the file to write once the program serves. */
    public static final String READY_FILE = "PROMPTTUNER_READY_FILE";

    /** Whether the end of standard input ends the program. */
    public static final String END_WITH_PARENT = "PROMPTTUNER_END_WITH_PARENT";

    private static final Logger LOG = LoggerFactory.getLogger(ProgramLife.class);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final Object closing = new Object();
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final @Nullable Path readyFile;

    private ProgramLife(@Nullable Path readyFile) {
        this.readyFile = readyFile;
    }

    /** Begins the life of this process: SIGTERM, and if the environment says so the end of the parent, end it. */
    public static ProgramLife begin(Map<String, String> env) {
        String ready = env.get(READY_FILE);
        var life = new ProgramLife(ready == null ? null : Path.of(ready));
        Runtime.getRuntime().addShutdownHook(new Thread(life::close, "end"));
        if (Boolean.parseBoolean(env.get(END_WITH_PARENT))) {
            life.watch(System.in);
        }
        return life;
    }

    /** A life that only its owner ends: for programs that run inside a test. */
    public static ProgramLife owned() {
        return new ProgramLife(null);
    }

    /** Remembers a part to be closed at the end, last opened first. */
    public synchronized <P extends AutoCloseable> P with(P part) {
        parts.push(part);
        return part;
    }

    /** Says that the program serves, and where; the file appears whole or not at all. */
    public void ready(String address) {
        LOG.info("ready at {}", address);
        if (readyFile == null) {
            return;
        }
        Path half = readyFile.resolveSibling(readyFile.getFileName() + ".half");
        try {
            Files.writeString(half, address);
            Files.move(half, readyFile, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException cannotSayReady) {
            throw new UncheckedIOException("cannot write " + readyFile, cannotSayReady);
        }
    }

    /** Asks the program to end; returns at once. */
    public void end() {
        asked.countDown();
    }

    /** Waits until the program is asked to end, then closes everything. */
    public void awaitEnd() throws InterruptedException {
        asked.await();
        close();
    }

    @Override
    public void close() {
        end();
        synchronized (closing) { // the shutdown hook waits here for the main thread, or does the work itself
            for (AutoCloseable part = next(); part != null; part = next()) {
                close(part);
            }
        }
    }

    private synchronized @Nullable AutoCloseable next() {
        return parts.poll();
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception fault) { // the others must be closed all the same
            LOG.warn("could not close {}", part, fault);
        }
    }

    /** Ends this life when the stream ends: a parent holds its other end for as long as it lives. */
    void watch(InputStream parent) {
        var watch = new Thread(() -> readToEnd(parent), "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private void readToEnd(InputStream parent) {
        try {
            parent.transferTo(OutputStream.nullOutputStream());
            LOG.info("parent is gone, ending");
        } catch (IOException gone) {
            LOG.info("parent is gone, ending: {}", gone.getMessage());
        }
        close(); // a program that is at work, not waiting for its end, loses its parts under its hands and ends by that
    }
}
