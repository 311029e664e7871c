package io.prompttuner.platform.supervisor;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one part running: waits for what it needs, starts it, watches it, starts it again. Ends by interrupt. */
final class PartLoop implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(PartLoop.class);
    private static final Duration POLL = Duration.ofMillis(50);

    private final Part part;
    private final StatusBoard board;
    private final RestartRule rule;
    private volatile @Nullable PartProcess running;

    PartLoop(Part part, StatusBoard board, RestartRule rule) {
        this.part = part;
        this.board = board;
        this.rule = rule;
    }

    @Override
    public void run() {
        try {
            board.awaitServing(part.after());
            keepRunning();
        } catch (InterruptedException told) {
            endInOrder();
        }
    }

    Part part() {
        return part;
    }

    /** kill -9 of what runs, if anything. */
    void kill() {
        PartProcess last = running;
        if (last != null) {
            last.kill();
        }
    }

    private void keepRunning() throws InterruptedException {
        int deaths = 0;
        while (true) {
            long begun = System.nanoTime();
            String cause = live();
            if (cause.isEmpty()) {
                board.update(part.name(), status -> status.now(PartState.DONE));
                return;
            }
            RestartRule.Restart restart = rule.after(deaths, Duration.ofNanos(System.nanoTime() - begun));
            deaths = restart.deaths();
            LOG.warn(
                    "{}: {}; starting it again in {} ms",
                    part.name(),
                    cause,
                    restart.delay().toMillis());
            board.update(part.name(), status -> status.failed(cause));
            Thread.sleep(restart.delay().toMillis());
        }
    }

    /** One life of the process: returns why it died; empty if it has done what it was for. */
    private String live() throws InterruptedException {
        try {
            board.update(part.name(), status -> status.starting(0));
            PartProcess born = part.launcher().launch();
            running = born;
            board.update(part.name(), status -> status.starting(born.pid()));
            awaitReady(born);
            var exit = new ExitStatus(born.awaitEnd());
            return part.kind() == Part.Kind.DOES_ONCE && exit.isSuccess() ? "" : exit.told(born.lastWords());
        } catch (IOException | RuntimeException refused) {
            return "did not start: "
                    + String.valueOf(refused.getMessage()).lines().findFirst().orElse("");
        }
    }

    private void awaitReady(PartProcess born) throws InterruptedException {
        if (part.kind() == Part.Kind.DOES_ONCE) {
            return;
        }
        boolean ready = born.isReady();
        while (born.isAlive() && !ready) {
            Thread.sleep(POLL.toMillis());
            ready = born.isReady();
        }
        if (ready) {
            LOG.info("{} is ready, process {}", part.name(), born.pid());
            board.update(part.name(), status -> status.now(PartState.READY));
        }
    }

    private void endInOrder() {
        PartProcess last = running;
        if (last != null) {
            last.terminate();
            awaitEnd(last);
        }
        board.update(part.name(), status -> status.now(PartState.STOPPED));
    }

    private static void awaitEnd(PartProcess last) {
        try {
            last.awaitEnd();
        } catch (InterruptedException impatient) {
            last.kill();
        }
    }
}
