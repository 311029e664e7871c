package io.prompttuner.policies.infless;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The earliest of all moments at which time alone may change a plan. */
final class Wake {

    private static final long NANOS = 1_000_000_000;
    private static final double A_YEAR = 366 * 86_400.0;

    private final Instant now;
    private @Nullable Instant next;

    Wake(Instant now) {
        this.now = now;
    }

    /** In so many seconds; what is infinite is never, what is past is past. */
    void in(double seconds) {
        if (seconds > 0 && seconds < A_YEAR) {
            Instant when = now.plusNanos((long) Math.ceil(seconds * 1e9));
            next = next == null || when.isBefore(next) ? when : next;
        }
    }

    /** At a moment, in nanoseconds since the epoch, if that is to come. */
    void at(long nanos) {
        Instant when = Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
        if (when.isAfter(now) && (next == null || when.isBefore(next))) {
            next = when;
        }
    }

    /** As soon as possible. */
    void soon() {
        in(1e-9);
    }

    @Nullable Instant next() {
        return next;
    }
}
