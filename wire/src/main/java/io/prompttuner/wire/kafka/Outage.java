package io.prompttuner.wire.kafka;

import java.util.concurrent.atomic.AtomicBoolean;

/** Remembers whether the broker is away, so that an outage is said once when it begins and once when it is over. */
final class Outage {

    private final AtomicBoolean away = new AtomicBoolean();

    /** Whether this failure is the first since the last success. */
    boolean begins() {
        return away.compareAndSet(false, true);
    }

    /** Whether this success is the first since the last failure. */
    boolean ends() {
        return away.compareAndSet(true, false);
    }
}
