package io.prompttuner.trainer.worker.attempt;

import io.prompttuner.store.StoreException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to a store until it has worked: a full disk is waited for, however long; any other fault for a while, and then
 * another worker may try. The job stands still meanwhile and loses nothing.
 */
record Perseverance(Orders orders) {

    private static final Logger LOG = LoggerFactory.getLogger(Perseverance.class);
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What the write gave; empty if there was no use in waiting for it any more. */
    <T> Optional<T> write(Supplier<T> write) {
        Duration waited = Duration.ZERO;
        for (Duration pause = FIRST; ; pause = longer(pause)) {
            try {
                T written = write.get();
                if (!waited.isZero()) {
                    LOG.info("the store takes writes again");
                }
                return Optional.of(written);
            } catch (StoreException away) {
                if (waited.isZero()) {
                    LOG.warn("{}; the job waits", away.getMessage());
                }
                if (!away.isFull() && waited.compareTo(PATIENCE) >= 0) {
                    throw away;
                }
                if (orders.pending().endsWaiting()) {
                    return Optional.empty();
                }
            }
            orders.rest(pause);
            waited = waited.plus(pause);
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
    }
}
