package io.prompttuner.gateway.kafka;

import io.prompttuner.wire.kafka.BrokerAwayException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that does one thing over and over, through every absence of the broker, until it is closed. */
final class Loop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration END_WITHIN = Duration.ofSeconds(10);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final Thread thread;

    /** One turn; returns soon once {@link #asked}. */
    interface Turn {
        void run(Loop loop);
    }

    Loop(String name, Turn turn) {
        thread = new Thread(() -> run(name, turn), name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Whether the loop was asked to end. */
    boolean asked() {
        return asked.getCount() == 0;
    }

    @Override
    public void close() throws InterruptedException {
        asked.countDown();
        thread.join(END_WITHIN.toMillis());
    }

    private void run(String name, Turn turn) {
        while (!asked()) {
            try {
                turn.run(this);
            } catch (BrokerAwayException away) {
                LOG.debug("{}: {}", name, away.getMessage());
            } catch (RuntimeException fault) {
                LOG.warn("{} begins anew after a fault", name, fault);
                pause();
            }
        }
    }

    private void pause() {
        try {
            var unused = asked.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }
}
