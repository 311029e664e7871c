package io.prompttuner.simulator.cluster;

import java.time.Instant;

/** Simulated time is microseconds from 0, told to policies as instants from the epoch. */
public final class SimTime {

    /** Policies are asked at its multiples: every 50 ms in the paper (arXiv 2603.05087, section 4.2). */
    public static final long QUANTUM = 50_000;

    private static final long MICROS = 1_000_000;
    private static final long NANOS = 1_000;

    private SimTime() {}

    public static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * NANOS);
    }

    /** Rounded up, so that whoever waits for an instant does not wake before it. */
    public static long micros(Instant instant) {
        return instant.getEpochSecond() * MICROS + (instant.getNano() + NANOS - 1) / NANOS;
    }

    public static long micros(double seconds) {
        return Math.round(seconds * MICROS);
    }

    public static double seconds(long micros) {
        return micros / (double) MICROS;
    }

    /** The first multiple of the quantum that is not before this moment. */
    public static long quantised(long micros) {
        return Math.floorDiv(micros + QUANTUM - 1, QUANTUM) * QUANTUM;
    }
}
