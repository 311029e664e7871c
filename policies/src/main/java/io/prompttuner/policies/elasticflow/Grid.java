package io.prompttuner.policies.elasticflow;

import io.prompttuner.domain.scheduling.ClusterSnapshot;
import java.time.Instant;

/**
 * The slots into which the time ahead is cut, at multiples of their length since the epoch, so that every plan has the same.
 *
 * @param now in the middle of slot 0
 * @param first seconds to the next boundary
 * @param slot seconds of a whole slot
 */
record Grid(Instant now, double first, double slot) {

    private static final double ROUNDING = 1e-9;
    private static final long NANOS = 1_000_000_000;

    static Grid of(ClusterSnapshot snapshot, double slot) {
        Instant now = snapshot.now();
        long length = Math.round(slot * NANOS);
        long sinceEpoch = Math.addExact(Math.multiplyExact(now.getEpochSecond(), NANOS), now.getNano());
        long into = Math.floorMod(sinceEpoch, length);
        return new Grid(now, (length - into) / (double) NANOS, length / (double) NANOS);
    }

    /** The last boundary before a moment, or the moment itself if it is one; 0 if there is none ahead. */
    double alignedDown(double seconds) {
        return seconds < first - ROUNDING ? 0 : first + Math.floor((seconds - first) / slot + ROUNDING) * slot;
    }

    double start(int index) {
        return index == 0 ? 0 : first + (index - 1) * slot;
    }

    /** The slot in which something ends that ends then. */
    double slotEndingAt(double seconds) {
        return seconds <= first ? 0 : Math.ceil((seconds - first) / slot - ROUNDING);
    }

    Instant startInstant(int index) {
        return now.plusNanos(Math.round(start(index) * NANOS));
    }
}
