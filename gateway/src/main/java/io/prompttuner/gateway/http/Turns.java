package io.prompttuner.gateway.http;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Uploads in memory at a time, so that many large ones can't fill it. */
final class Turns {

    private static final int AT_A_TIME = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Semaphore turns = new Semaphore(AT_A_TIME, true);

    /** Something that takes memory. */
    interface Upload {
        void run() throws IOException;
    }

    /** Does it when it is its turn; whoever would wait too long is sent away. */
    void take(Upload upload) throws IOException {
        if (!turn()) {
            throw Rejection.away(
                    "uploads", "others are uploading; there is memory for %d at a time".formatted(AT_A_TIME), 2);
        }
        try {
            upload.run();
        } finally {
            turns.release();
        }
    }

    private boolean turn() {
        try {
            return turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
