package io.prompttuner.policies.infless;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * A histogram of idle times whose entries fade with time, so that it remembers about one time constant back.
 *
 * <p>Its size is fixed: four bins for each doubling, up to an hour and a bit. All entries fade alike, so percentiles change
 * only when one is added.
 */
final class IdleTimes {

    private static final int BINS = 48;
    private static final double BINS_PER_DOUBLING = 4;

    private final double remembered;
    private final float[] weights = new float[BINS];
    private double total;
    private long fadedAt;

    /** @param remembered seconds after which an entry weighs 1/e */
    IdleTimes(double remembered) {
        this.remembered = remembered;
    }

    /** Takes in an idle time, in seconds, that has ended then. */
    void add(double seconds, long nanos) {
        double fading = Math.exp(-Math.max(0, nanos - fadedAt) / 1e9 / remembered);
        fadedAt = Math.max(fadedAt, nanos);
        int entered = bin(seconds);
        total = 0;
        for (int bin = 0; bin < BINS; bin++) {
            weights[bin] = weights[bin] * (float) fading + (bin == entered ? 1 : 0);
            total += weights[bin];
        }
    }

    /** A percentile, as a share of all entries; the lower edge of its bin. */
    double atLeast(double share) {
        return Math.pow(2, reached(share) / BINS_PER_DOUBLING) - 1;
    }

    /** The same; the upper edge of its bin. */
    double atMost(double share) {
        return Math.pow(2, (reached(share) + 1) / BINS_PER_DOUBLING) - 1;
    }

    void write(DataOutputStream out) throws IOException {
        out.writeLong(fadedAt);
        for (float weight : weights) {
            out.writeFloat(weight);
        }
    }

    void read(DataInputStream in) throws IOException {
        fadedAt = in.readLong();
        total = 0;
        for (int bin = 0; bin < BINS; bin++) {
            weights[bin] = in.readFloat();
            total += weights[bin];
        }
    }

    private int reached(double share) {
        double sum = 0;
        for (int bin = 0; bin < BINS; bin++) {
            sum += weights[bin];
            if (sum > 0 && sum >= share * total) {
                return bin;
            }
        }
        return 0;
    }

    private static int bin(double seconds) {
        double doublings = Math.log1p(Math.max(0, seconds)) / Math.log(2);
        return (int) Math.min(BINS - 1, BINS_PER_DOUBLING * doublings);
    }
}
