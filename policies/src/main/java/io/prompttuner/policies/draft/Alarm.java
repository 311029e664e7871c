package io.prompttuner.policies.draft;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When time alone may change a plan that is being made: the earliest of all moments that are named. */
public final class Alarm {

    /** How often a policy is asked at most; seconds, from the paper (arXiv 2603.05087, section 4). */
    private static final double TICK = 0.05;

    /** Later than this is never. */
    private static final double A_YEAR = 366 * 86_400.0;

    private final Instant now;
    private @Nullable Instant next;

    public Alarm(Instant now) {
        this.now = now;
    }

    /** At a moment that is to come. */
    public void at(Instant when) {
        next = next == null || when.isBefore(next) ? when : next;
    }

    /** In so many seconds, and a little more, so that it is past by any reckoning; soon if it is past already. */
    public void in(double seconds) {
        if (seconds < A_YEAR) {
            double delay = seconds > 0 ? seconds + 2e-4 : TICK;
            at(now.plusNanos((long) (delay * 1e9)));
        }
    }

    /** As soon as a policy can be asked again. */
    public void soon() {
        in(0);
    }

    @Nullable Instant next() {
        return next;
    }
}
