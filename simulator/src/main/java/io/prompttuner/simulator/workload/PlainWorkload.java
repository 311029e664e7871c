package io.prompttuner.simulator.workload;

import io.prompttuner.simulator.workload.Streams.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Jobs of one model that arrive by chance alone, take exponential times and have no deadline worth the name: the M/M/c
 * queue, for which theory knows the waiting times; also the most even load for benchmarks.
 *
 * @param jobs how many
 * @param perSecond arrivals, in the mean
 * @param meanSeconds that a job takes on its one worker
 * @param seed of all chance
 */
public record PlainWorkload(int jobs, double perSecond, double meanSeconds, long seed) {

    /** Name of the model. */
    public static final String MODEL = "plain";

    /** Steps of the mean job: the times that come out differ from exponential ones by half a step. */
    private static final int MEAN_STEPS = 1_000;

    /** No job takes 40 times the mean: one in 10^17 would. It is the same for all, so that it tells nothing about a job. */
    private static final long MAX_STEPS = 40L * MEAN_STEPS;

    private static final long A_CENTURY_MICROS = 3_155_760_000L * 1_000_000;

    public Workload generate() {
        var streams = new Streams(seed);
        SplittableRandom gaps = streams.of(Purpose.ARRIVAL, MODEL);
        SplittableRandom durations = streams.of(Purpose.DURATION, MODEL);
        List<SimJob> all = new ArrayList<>(jobs);
        double now = 0;
        for (int n = 1; n <= jobs; n++) {
            now += exponential(gaps) / perSecond;
            long steps = Math.min(MAX_STEPS, Math.max(1, Math.round(MEAN_STEPS * exponential(durations))));
            long micros = Math.round(now * 1e6);
            all.add(new SimJob(
                    MODEL + "-" + n, "tenant-1", MODEL, micros, micros + A_CENTURY_MICROS, steps, steps, MAX_STEPS, 1));
        }
        var model = new BaseModelSpec(MODEL, 1, meanSeconds / MEAN_STEPS, 1, 0, 0);
        return new Workload("plain", List.of(model), all);
    }

    /** Of mean 1, by the inverse of its distribution. */
    private static double exponential(RandomGenerator random) {
        return -StrictMath.log(1 - random.nextDouble());
    }
}
