package io.prompttuner.simulator.workload;

import io.prompttuner.domain.throughput.StepTime;
import io.prompttuner.simulator.calibration.Calibration;
import io.prompttuner.simulator.calibration.ModelCalibration;
import io.prompttuner.simulator.workload.Streams.Purpose;
import java.util.SplittableRandom;

/**
 * One job of one base model after the other, in all but the time of its arrival.
 *
 * <p>The n-th is the same job for a seed, however many there are, whatever S is, however large the bank.
 */
public final class JobDraws {

    private static final int TENANTS = 8;
    private static final double HARMONIC = harmonic();

    private final Calibration calibration;
    private final ModelCalibration model;
    private final int bankSize;
    private final SplittableRandom durations;
    private final SplittableRandom workers;
    private final SplittableRandom speedups;
    private final SplittableRandom tenants;

    public JobDraws(Calibration calibration, String model, Streams streams, int bankSize) {
        this.calibration = calibration;
        this.model = calibration.model(model);
        this.bankSize = bankSize;
        this.durations = streams.of(Purpose.DURATION, model);
        this.workers = streams.of(Purpose.WORKERS, model);
        this.speedups = streams.of(Purpose.SPEEDUP, model);
        this.tenants = streams.of(Purpose.TENANT, model);
    }

    /**
     * What one job is like.
     *
     * @param seconds that it takes on {@code workers} workers from its own initial prompt
     * @param speedup by how much fewer steps it takes from the start that the bank finds
     */
    public record Draw(double seconds, int workers, double speedup, String tenant) {

        public Draw withSeconds(double other) {
            return new Draw(other, workers, speedup, tenant);
        }

        public Draw withWorkers(int other) {
            return new Draw(seconds, other, speedup, tenant);
        }

        public Draw withTenant(String other) {
            return new Draw(seconds, workers, speedup, other);
        }
    }

    public Draw next() {
        return new Draw(
                calibration.durations().seconds(durations.nextGaussian()),
                calibration.workers().workers(workers.nextDouble(), workers.nextDouble()),
                calibration.bank().speedup(model.speedupMin(), speedups.nextGaussian(), bankSize),
                tenant(tenants.nextDouble()));
    }

    /** Seconds from arrival to deadline: S times the duration, and for overhead a share of the load (the paper, 6.1). */
    public double sloSeconds(Draw draw, double slo) {
        return slo * draw.seconds() + calibration.sloAllowance() * model.loadSeconds();
    }

    /** The job that was drawn, with an arrival and a deadline. */
    public SimJob job(String id, Draw draw, double submitSeconds, double sloSeconds) {
        long own = Math.max(1, Math.round(draw.seconds() / StepTime.shared(model.stepSeconds(), draw.workers())));
        long most = (long) Math.ceil(calibration.maxStepsFactor() * own);
        long bank = Math.min(most, Math.max(1, Math.round(own / draw.speedup())));
        long submitted = micros(submitSeconds);
        return new SimJob(
                id,
                draw.tenant(),
                model.name(),
                submitted,
                submitted + micros(sloSeconds),
                own,
                bank,
                most,
                calibration.maxWorkers());
    }

    private static long micros(double seconds) {
        return Math.round(seconds * 1e6);
    }

    /** The n-th tenant has 1/n of the jobs of the first, so that it can be seen who suffers for whom. */
    private static String tenant(double draw) {
        double left = draw * HARMONIC;
        int rank = 1;
        while (rank < TENANTS && left >= 1.0 / rank) {
            left -= 1.0 / rank;
            rank++;
        }
        return "tenant-" + rank;
    }

    private static double harmonic() {
        double sum = 0;
        for (int rank = 1; rank <= TENANTS; rank++) {
            sum += 1.0 / rank;
        }
        return sum;
    }
}
