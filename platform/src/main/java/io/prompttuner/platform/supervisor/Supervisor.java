package io.prompttuner.platform.supervisor;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs every part as a process of its own, restarts the dead, and ends them all in the reverse order of their needs, within
 * a time that is fixed however they behave.
 */
public final class Supervisor implements AutoCloseable {

    /** From the wish to end to the last kill -9. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    /** Nobody may use it up for all. */
    private static final Duration WAVE = Duration.ofSeconds(3);

    private static final Duration LAST_BREATH = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

    private final StatusBoard board;
    private final Map<PartLoop, Thread> loops = new LinkedHashMap<>();
    private final LocalWorkers workers;

    public Supervisor(List<Part> parts, LocalWorkers workers, RestartRule rule) {
        this.board = new StatusBoard(parts);
        this.workers = workers;
        for (Part part : parts) {
            var loop = new PartLoop(part, board, rule);
            var thread = new Thread(loop, "part-" + part.name());
            thread.setDaemon(true);
            loops.put(loop, thread);
        }
    }

    /** How all parts are. */
    public StatusBoard board() {
        return board;
    }

    /** Begins; returns at once. */
    public void start() {
        loops.values().forEach(Thread::start);
    }

    /** Workers first, then wave after wave; who has not ended by then is killed. */
    @Override
    public void close() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        workers.endAll(soonest(end));
        for (int wave : waves()) {
            endWave(wave, soonest(end));
        }
        loops.keySet().forEach(PartLoop::kill);
        awaitAll(loops.values(), LAST_BREATH);
        LOG.info("all parts have ended");
    }

    private Iterable<Integer> waves() {
        var waves = new TreeSet<Integer>(Comparator.naturalOrder());
        loops.keySet().forEach(loop -> waves.add(loop.part().wave()));
        return waves;
    }

    private void endWave(int wave, Duration atMost) {
        List<Thread> threads = loops.entrySet().stream()
                .filter(entry -> entry.getKey().part().wave() == wave)
                .map(Map.Entry::getValue)
                .toList();
        threads.forEach(Thread::interrupt);
        awaitAll(threads, atMost);
    }

    private static void awaitAll(Iterable<Thread> threads, Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        for (Thread thread : threads) {
            try {
                thread.join(
                        Math.max(1, Duration.ofNanos(end - System.nanoTime()).toMillis()));
            } catch (InterruptedException impatient) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static Duration soonest(long end) {
        Duration left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
        return left.compareTo(WAVE) < 0 ? left : WAVE;
    }
}
