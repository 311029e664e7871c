package io.prompttuner.simulator.workload;

import io.prompttuner.simulator.calibration.Arrivals;
import io.prompttuner.simulator.workload.Streams.Purpose;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How many of its jobs a model gets by the end of each minute, as a share of all of them.
 *
 * <p>Rates are log-normal from minute to minute. In every stretch of 20 minutes they are spread so far that the busiest
 * minute has the wanted multiple of the mean one, and no stretch gets more than another; a share of each minute's draw is
 * common to all models, which makes them correlated.
 */
final class Rates {

    private static final int STRETCH = PaperLoad.MINUTES;
    private static final int HALVINGS = 40;
    private static final double WIDEST = 100;

    private final double[] cumulative;

    private Rates(double[] cumulative) {
        this.cumulative = cumulative;
    }

    static Rates of(Arrivals arrivals, int minutes, Streams streams, String model) {
        SplittableRandom common = streams.of(Purpose.COMMON_RATE, "");
        SplittableRandom own = streams.of(Purpose.OWN_RATE, model);
        double ofCommon = Math.sqrt(arrivals.correlation());
        double ofOwn = Math.sqrt(1 - arrivals.correlation());
        double[] cumulative = new double[minutes];
        double sum = 0;
        for (int start = 0; start < minutes; start += STRETCH) {
            double[] logarithms = new double[STRETCH];
            for (int n = 0; n < STRETCH; n++) {
                logarithms[n] = ofCommon * common.nextGaussian() + ofOwn * own.nextGaussian();
            }
            double[] shares = peaked(logarithms, arrivals.peak());
            for (int n = 0; n < STRETCH && start + n < minutes; n++) {
                sum += shares[n];
                cumulative[start + n] = sum;
            }
        }
        double all = sum;
        return new Rates(Arrays.stream(cumulative).map(share -> share / all).toArray());
    }

    /** When a job comes, in minutes, from a draw that is uniform in [0, 1); uniform within a minute, as in a Poisson process. */
    double minutes(double draw) {
        int low = 0;
        int high = cumulative.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cumulative[middle] > draw) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        double before = low == 0 ? 0 : cumulative[low - 1];
        double share = cumulative[low] - before;
        return low + (share > 0 ? Math.min((draw - before) / share, Math.nextDown(1.0)) : 0);
    }

    /** Shares of minutes, of which the largest is the given multiple of the mean. */
    private static double[] peaked(double[] logarithms, double peak) {
        double low = 0;
        double high = WIDEST;
        for (int n = 0; n < HALVINGS; n++) {
            double sigma = (low + high) / 2;
            double largest = Arrays.stream(shares(logarithms, sigma)).max().orElse(1);
            if (largest * STRETCH < peak) {
                low = sigma;
            } else {
                high = sigma;
            }
        }
        return shares(logarithms, low);
    }

    private static double[] shares(double[] logarithms, double sigma) {
        double highest = Arrays.stream(logarithms).max().orElse(0);
        double[] shares = new double[logarithms.length];
        double sum = 0;
        for (int n = 0; n < shares.length; n++) {
            shares[n] = StrictMath.exp(sigma * (logarithms[n] - highest));
            sum += shares[n];
        }
        for (int n = 0; n < shares.length; n++) {
            shares[n] /= sum;
        }
        return shares;
    }
}
