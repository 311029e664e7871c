package io.prompttuner.simulator.workload;

import io.prompttuner.simulator.calibration.Calibration;
import io.prompttuner.simulator.workload.Streams.Purpose;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes workloads that are like the paper's as far as it says what those are like (arXiv 2603.05087, section 6.1).
 *
 * <p>With the same seed another S moves only the deadlines, another size of the bank only what the bank gives, and a load
 * with more jobs of a model has all jobs of one with fewer, and others besides.
 *
 * @param calibration for what the paper does not say
 */
public record WorkloadGenerator(Calibration calibration) {

    private static final double SECONDS_PER_MINUTE = 60;

    /** The order of {@link Workload#jobs}. */
    public static final Comparator<SimJob> BY_ARRIVAL =
            Comparator.comparingLong(SimJob::submittedMicros).thenComparing(SimJob::id);

    public Workload generate(WorkloadSpec spec) {
        var jobs = new ArrayList<SimJob>();
        spec.counts().forEach((model, count) -> jobs.addAll(jobs(spec, model, count)));
        jobs.sort(BY_ARRIVAL);
        return new Workload(
                spec.name(), BaseModels.of(calibration, spec.counts().keySet(), spec.bankSize()), jobs);
    }

    private List<SimJob> jobs(WorkloadSpec spec, String model, int count) {
        var streams = new Streams(spec.seed());
        SplittableRandom arrivals = streams.of(Purpose.ARRIVAL, model);
        Rates rates = Rates.of(calibration.arrivals(), spec.minutes(), streams, model);
        var draws = new JobDraws(calibration, model, streams, spec.bankSize());
        var jobs = new ArrayList<SimJob>(count);
        for (int n = 1; n <= count; n++) {
            JobDraws.Draw draw = draws.next();
            double submitted = SECONDS_PER_MINUTE * rates.minutes(arrivals.nextDouble());
            jobs.add(draws.job(model + "-" + n, draw, submitted, draws.sloSeconds(draw, spec.slo())));
        }
        return jobs;
    }
}
