package io.prompttuner.trainer.worker.attempt;

import io.prompttuner.trainer.worker.Happening.Finished;
import io.prompttuner.trainer.worker.Order;
import io.prompttuner.trainer.worker.Why;
import io.prompttuner.wire.event.EndReason;
import io.prompttuner.wire.event.Ended;
import io.prompttuner.wire.event.StepEvent;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last things a run does: writes the end of its job and sees it acknowledged, or lets go without one. */
record Conclusion(Workplace place, Journal journal) {

    private static final Logger LOG = LoggerFactory.getLogger(Conclusion.class);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration RETRY = Duration.ofSeconds(1);

    /** So long reports may take before a paused job is let go all the same: its checkpoint has all that counts. */
    private static final Duration SETTLE = Duration.ofSeconds(2);

    /** Ends the job: first its prompt is durable, then its end acknowledged, only then is it over. */
    Finished reach(@Nullable SavedRun run, EndReason reason, @Nullable String error) {
        place.orders().ending();
        Optional<StepEvent> ended = journal.end(run, new Ended(EndRule.kind(reason), reason, null, null, null, error));
        return ended.isPresent() && written(ended.get()) ? new Finished(Why.ENDED, "") : givenUp();
    }

    /** Lets go of a job that has not begun: there is nothing to keep. */
    Finished unbegun(Order order) {
        if (order instanceof Order.Stop stop) {
            return reach(null, stop.reason(), null);
        }
        return order instanceof Order.Pause pause ? new Finished(pause.why(), "") : givenUp();
    }

    /** Lets go of a job that can go on elsewhere. */
    Finished paused(Why why) {
        acknowledged(journal.latest(), SETTLE);
        return new Finished(why, "");
    }

    /** Lets go because the group goes on without this member. */
    Finished left() {
        return paused(Why.LEFT);
    }

    /** Lets go because a controller said so, or because the process ends. */
    Finished givenUp() {
        if (place.orders().pending() instanceof Order.Drop) {
            journal.discard();
            return new Finished(Why.DROPPED, "");
        }
        return paused(Why.PAUSED);
    }

    private boolean written(StepEvent ended) {
        while (true) {
            CompletableFuture<Void> answer = journal.write(ended);
            while (!answer.isDone() && !place.orders().pending().endsWaiting()) {
                acknowledged(answer, LOOK);
            }
            if (acknowledged(answer, Duration.ZERO)) {
                return true;
            }
            if (place.orders().pending().endsWaiting()) {
                return false;
            }
            LOG.warn("the end of {} is not acknowledged; trying again", ended.job());
            place.orders().rest(RETRY);
        }
    }

    private static boolean acknowledged(CompletableFuture<Void> answer, Duration wait) {
        try {
            answer.get(wait.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException | CancellationException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException("nobody interrupts a run", interrupted);
        }
    }
}
