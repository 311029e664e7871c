package io.prompttuner.simulator.workload;

import java.util.SplittableRandom;

/**
 * All chance of a workload, as one stream of numbers for each purpose and model, so that no draw shifts another: the same
 * job comes out whatever else is changed, and runs can be compared in pairs.
 *
 * @param seed of all of them
 */
public record Streams(long seed) {

    /** What is drawn. */
    public enum Purpose {
        COMMON_RATE,
        OWN_RATE,
        ARRIVAL,
        DURATION,
        WORKERS,
        SPEEDUP,
        TENANT,
        THINNING,
        MODEL
    }

    /** Chance for one of several workloads with the same seed; of the first it is the same as without parts. */
    public Streams part(int number) {
        return number == 0 ? this : new Streams(mixed("part " + number));
    }

    /** A stream that has nothing to do with any other. */
    public SplittableRandom of(Purpose purpose, String model) {
        return new SplittableRandom(mixed(purpose.name() + " " + model));
    }

    /** Seeds that differ by little must not give streams that overlap, so a generator mixes in each character. */
    private long mixed(String name) {
        long mixed = seed;
        for (int n = 0; n < name.length(); n++) {
            mixed = new SplittableRandom(mixed ^ name.charAt(n)).nextLong();
        }
        return mixed;
    }
}
