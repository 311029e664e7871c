package io.prompttuner.platform.supervisor;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker processes of this machine, started and ended at the controller's wish: they outlive the controller, never the
 * supervisor, and who dies is not started again, for that is the controller's to decide.
 */
public final class LocalWorkers {

    /** How long a worker may take to checkpoint when it alone is ended. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(LocalWorkers.class);

    private final Map<String, Running> running = new ConcurrentSkipListMap<>();
    private final Launcher launcher;
    private boolean closed;

    public LocalWorkers(Launcher launcher) {
        this.launcher = launcher;
    }

    /** Starts the process of a worker. */
    @FunctionalInterface
    public interface Launcher {
        Process launch(String id, String baseModel) throws IOException;
    }

    /** One of them, as its process is now. */
    public record Worker(String id, String baseModel, long pid, boolean alive) {}

    private record Running(Worker worker, Process process) {}

    /** Starts the worker unless it runs already; refused once the end has begun. */
    public synchronized Worker start(String id, String baseModel) throws IOException {
        if (closed) {
            throw new IOException("the supervisor is ending");
        }
        @Nullable Running there = running.get(id);
        if (there != null && there.process().isAlive()) {
            return there.worker();
        }
        Process process = launcher.launch(id, baseModel);
        var worker = new Worker(id, baseModel, process.pid(), true);
        var born = new Running(worker, process);
        running.put(id, born);
        inBackground("worker-watch-" + id, () -> {
            LOG.info("worker {} {}", id, new ExitStatus(process.waitFor()).told(""));
            running.remove(id, born);
        });
        LOG.info("worker {} for {} is process {}", id, baseModel, process.pid());
        return worker;
    }

    /** Asks the worker to end, and kills it if it does not in time; false if there is no such worker. */
    public boolean end(String id) {
        @Nullable Running there = running.get(id);
        if (there == null) {
            return false;
        }
        there.process().destroy();
        inBackground("worker-end-" + id, () -> {
            if (!there.process().waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("worker {} did not end in {} s and is killed", id, PATIENCE.toSeconds());
                there.process().destroyForcibly();
            }
        });
        return true;
    }

    /** Who is alive, by name. */
    public List<Worker> list() {
        return running.values().stream().map(Running::worker).toList();
    }

    /** Ends all together, in order if they manage in time. */
    public void endAll(Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        List<Process> all = lastOnes();
        all.forEach(Process::destroy);
        for (Process process : all) {
            awaitEnd(process, end - System.nanoTime());
            process.destroyForcibly();
        }
    }

    private synchronized List<Process> lastOnes() {
        closed = true;
        return running.values().stream().map(Running::process).toList();
    }

    private static void awaitEnd(Process process, long nanos) {
        try {
            process.waitFor(Math.max(1, nanos), TimeUnit.NANOSECONDS);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    /** Something that may be given up at any time. */
    private interface Wait {
        void run() throws InterruptedException;
    }

    private static void inBackground(String name, Wait wait) {
        var thread = new Thread(
                () -> {
                    try {
                        wait.run();
                    } catch (InterruptedException nobodyInterrupts) {
                        Thread.currentThread().interrupt();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }
}
