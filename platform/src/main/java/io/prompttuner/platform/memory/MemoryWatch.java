package io.prompttuner.platform.memory;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Looks at the memory of named processes again and again, and keeps the moment in which they took most. */
public final class MemoryWatch implements AutoCloseable {

    private static final Duration PERIOD = Duration.ofSeconds(2);

    private final PssMeter meter;
    private final Supplier<Map<String, Long>> processes;
    private final Thread thread;
    private Map<String, Long> peak = Map.of();

    private MemoryWatch(PssMeter meter, Supplier<Map<String, Long>> processes) {
        this.meter = meter;
        this.processes = processes;
        this.thread = new Thread(this::watch, "memory-watch");
        thread.setDaemon(true);
    }

    /**
     * Begins.
     *
     * @param processes their ids by name, as they are now
     */
    public static MemoryWatch start(PssMeter meter, Supplier<Map<String, Long>> processes) {
        var watch = new MemoryWatch(meter, processes);
        watch.thread.start();
        return watch;
    }

    /** Bytes by name, at the moment in which the sum was highest. */
    public synchronized Map<String, Long> peak() {
        return peak;
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void watch() {
        try {
            while (true) {
                look();
                Thread.sleep(PERIOD.toMillis());
            }
        } catch (InterruptedException enough) {
            // closed
        }
    }

    private void look() {
        Map<String, Long> now = new TreeMap<>();
        processes.get().forEach((name, pid) -> now.put(name, meter.of(pid)));
        keep(now);
    }

    private synchronized void keep(Map<String, Long> now) {
        if (sum(now) > sum(peak)) {
            peak = now;
        }
    }

    private static long sum(Map<String, Long> bytes) {
        return bytes.values().stream().mapToLong(Long::longValue).sum();
    }
}
