package io.prompttuner.platform.demo;

/** Time since the demo began. */
@FunctionalInterface
public interface DemoClock {

    double seconds();

    /** Begins now; no change of the wall clock moves it. */
    static DemoClock begin() {
        long zero = System.nanoTime();
        return () -> (System.nanoTime() - zero) / 1e9;
    }
}
