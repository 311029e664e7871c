package io.prompttuner.simulator.experiment;

import io.prompttuner.simulator.calibration.Calibration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Many runs, on all processors; the results come in the order of the runs, whoever was done first. */
public final class Experiment {

    private final Calibration calibration;
    private final int threads;

    public Experiment(Calibration calibration, int threads) {
        this.calibration = calibration;
        this.threads = threads;
    }

    /** Is told of each run that is done; by any thread. */
    public interface Progress {
        /** Tells nobody. */
        Progress SILENT = (done, all) -> {};

        void done(int done, int all);
    }

    /** Makes all runs; a run that fails fails them all, with its name. */
    public List<RunResult> results(List<Run> runs, Progress progress) throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            var done = new AtomicInteger();
            List<Future<RunResult>> futures = new ArrayList<>();
            for (Run run : runs) {
                Callable<RunResult> task = () -> {
                    RunResult result = run.result(calibration);
                    progress.done(done.incrementAndGet(), runs.size());
                    return result;
                };
                futures.add(pool.submit(task));
            }
            return collected(runs, futures);
        } finally {
            pool.shutdownNow();
        }
    }

    private static List<RunResult> collected(List<Run> runs, List<Future<RunResult>> futures)
            throws InterruptedException {
        List<RunResult> results = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            try {
                results.add(futures.get(i).get());
            } catch (ExecutionException e) {
                Scenario scenario = runs.get(i).scenario();
                throw new IllegalStateException(
                        "%s failed on %s with S %s, %d GPUs, seed %d"
                                .formatted(
                                        runs.get(i).variant().spec(),
                                        scenario.source().load(),
                                        scenario.slo(),
                                        scenario.gpus(),
                                        scenario.seed()),
                        e.getCause());
            }
        }
        return results;
    }
}
