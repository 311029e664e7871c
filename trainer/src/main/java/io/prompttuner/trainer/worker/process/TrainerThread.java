package io.prompttuner.trainer.worker.process;

import io.prompttuner.trainer.djl.LoadedModel;
import io.prompttuner.trainer.worker.Command.Assign;
import io.prompttuner.trainer.worker.Happening;
import io.prompttuner.trainer.worker.Happening.Finished;
import io.prompttuner.trainer.worker.Why;
import io.prompttuner.trainer.worker.attempt.AttemptRunner;
import io.prompttuner.wire.kafka.UnfitTopicsException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that touches the model: loads it, runs jobs with it, one after the other, and unloads it. Closing it
 * waits for the step in hand, since native code that is cut off in the middle takes the process down with it.
 */
final class TrainerThread implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TrainerThread.class);

    /** Loads the model and gives what runs jobs with it; its faults are told in one line. */
    interface Loader {
        Loaded load() throws Exception;
    }

    /** What runs jobs with the model, on what its results depend, and the model. */
    record Loaded(AttemptRunner runner, String numerics, LoadedModel model) implements AutoCloseable {
        @Override
        public void close() {
            model.close();
        }
    }

    private final Desk desk;
    private final Loader loader;
    private final Runnable onFault;
    private final BlockingQueue<Optional<Assign>> assigned = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::live, "trainer");

    /**
     * Prepares the thread.
     *
     * @param onFault called when the worker can't serve any more
     */
    TrainerThread(Desk desk, Loader loader, Runnable onFault) {
        this.desk = desk;
        this.loader = loader;
        this.onFault = onFault;
    }

    void start() {
        thread.start();
    }

    /** Hands a job over; returns at once. */
    void begin(Assign assignment) {
        assigned.add(Optional.of(assignment));
    }

    /** Returns when the job in hand is checkpointed or ended and the model unloaded. */
    @Override
    public void close() throws InterruptedException {
        desk.happens(new Happening.ShuttingDown());
        assigned.add(Optional.empty());
        thread.join();
    }

    private void live() {
        try {
            serve();
        } catch (Throwable fault) { // whatever it is: a worker that can't serve says so and ends
            LOG.error("this worker can't serve: {}", oneLine(fault));
            LOG.debug("in full", fault);
            desk.happens(new Happening.Broken(oneLine(fault)));
            onFault.run();
        }
    }

    private void serve() throws Exception {
        long began = System.nanoTime();
        Loaded loaded = loader.load();
        try (loaded) {
            desk.happens(new Happening.Loaded((System.nanoTime() - began) / 1e9, loaded.numerics()));
            while (serveNext(loaded)) {
                LOG.debug("free");
            }
        }
    }

    /**
     * Each job has a thread of its own: what libraries keep by thread of what they have read or written goes with it. Once
     * nobody refers to anything of the job any more, it is wiped out of the heap, and only then it is let go.
     */
    private boolean serveNext(Loaded loaded) throws Exception {
        var job = new FutureTask<>(() -> assigned.take().map(assignment -> run(loaded.runner(), assignment)));
        var here = new Thread(job, "job");
        here.start();
        here.join();
        Optional<Finished> finished = outcome(job);
        if (finished.isPresent()) {
            loaded.model().forget();
            HeapWipe.run();
            desk.happens(finished.get());
        }
        return finished.isPresent();
    }

    private static Optional<Finished> outcome(FutureTask<Optional<Finished>> job) throws Exception {
        try {
            return job.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Exception fault) {
                throw fault;
            }
            throw failed;
        }
    }

    private static Finished run(AttemptRunner runner, Assign assignment) {
        String job = assignment.job().job();
        LOG.info("job {}, attempt {}: assigned", job, assignment.attempt());
        Finished finished;
        try {
            finished = runner.run(assignment);
        } catch (RuntimeException fault) { // another worker may do better; this one takes the next job
            LOG.error("job {}, attempt {}: can't go on here", job, assignment.attempt(), fault);
            return new Finished(Why.ERROR, oneLine(fault));
        }
        LOG.info("job {}, attempt {}: let go, {}", job, assignment.attempt(), finished.why());
        return finished;
    }

    /** What was to be expected says itself what is wrong; of anything else the class may tell more than the message. */
    private static String oneLine(Throwable fault) {
        boolean expected = fault instanceof IOException || fault instanceof UnfitTopicsException;
        String message = String.valueOf(expected ? fault.getMessage() : fault);
        return message.lines().map(String::strip).collect(Collectors.joining(" "));
    }
}
