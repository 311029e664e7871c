package io.prompttuner.simulator.protocol;

import io.prompttuner.simulator.protocol.History.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Lives through many histories, some at a time; each has one thread, and its seed alone decides what happens in it. */
public final class Simulation {

    private static final int BATCH = 250;

    private final SimulationOptions options;
    private final Consumer<Report> observer;

    /**
     * Runs nothing yet.
     *
     * @param observer is told of every history, in the order of their seeds
     */
    public Simulation(SimulationOptions options, Consumer<Report> observer) {
        this.options = options;
        this.observer = observer;
    }

    /** Runs all. */
    public void run() {
        ExecutorService threads = Executors.newFixedThreadPool(options.threads());
        try {
            for (long done = 0; done < options.histories(); done += (long) BATCH * options.threads()) {
                await(begun(threads, done));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private List<Future<List<Report>>> begun(ExecutorService threads, long done) {
        List<Future<List<Report>>> batches = new ArrayList<>();
        for (int thread = 0; thread < options.threads(); thread++) {
            long first = done + (long) thread * BATCH;
            batches.add(threads.submit(() -> batch(first)));
        }
        return batches;
    }

    private List<Report> batch(long first) {
        List<Report> reports = new ArrayList<>();
        for (long n = first; n < Math.min(first + BATCH, options.histories()); n++) {
            reports.add(History.of(options.seed() + n, options.rules(), options.traced()));
        }
        return reports;
    }

    private void await(List<Future<List<Report>>> batches) {
        for (Future<List<Report>> batch : batches) {
            try {
                batch.get().forEach(observer);
            } catch (InterruptedException | ExecutionException failed) {
                throw new IllegalStateException("a history could not be lived through", failed);
            }
        }
    }
}
