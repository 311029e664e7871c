package io.prompttuner.policies.prompttuner;

import io.prompttuner.policies.Switches;
import io.prompttuner.policies.time.DeclaredTimes;
import java.time.Duration;

/**
 * How the gaps and contradictions of the paper's listings are read, and what is left out to see what it is worth. The
 * README of this module says for each which erratum it answers.
 *
 * @param times of what nobody has measured yet
 * @param window for which a worker stays warm without a job
 * @param gpuBound line 7 of algorithm 1
 * @param coldGuard line 12 of algorithm 2
 * @param coldDecrement whether line 17 of algorithm 2 takes what it loads out of the cold pool
 * @param timeBase lines 19 and 30 of algorithm 2
 * @param delayBound line 29 of algorithm 2
 * @param slo what T_slo is
 * @param reserve whether workers loaded for a job are kept for it
 * @param reissue whether a job loads workers again while those it has asked for are on their way
 * @param doomed what becomes of jobs that can't meet their deadline
 * @param resize whether a running job that would be late gets more of the idle workers
 * @param gang whether a job gets its workers all at once; without it, each as soon as there is one
 * @param delay whether DelaySchedulable is asked; without it, only workers on their way are waited for
 */
record PromptTunerSwitches(
        DeclaredTimes times,
        Duration window,
        GpuBound gpuBound,
        ColdGuard coldGuard,
        boolean coldDecrement,
        TimeBase timeBase,
        DelayBound delayBound,
        Slo slo,
        boolean reserve,
        boolean reissue,
        Doomed doomed,
        boolean resize,
        boolean gang,
        boolean delay) {

    /** What is not given is as in the faithful reading; the window may be another. */
    static PromptTunerSwitches read(Switches given, double window) {
        return new PromptTunerSwitches(
                DeclaredTimes.standard(),
                Duration.ofMillis(Math.round(given.seconds("window", window) * 1000)),
                given.choice("gpu-bound", GpuBound.LOOP_BELOW),
                given.choice("cold-guard", ColdGuard.FREE_GPUS),
                given.on("cold-decrement", true),
                given.choice("time-base", TimeBase.ABSOLUTE),
                given.choice("delay-bound", DelayBound.AT_MOST),
                given.choice("slo", Slo.REMAINING),
                given.on("reserve", false),
                given.on("reissue", false),
                given.choice("doomed", Doomed.DELAY),
                given.on("resize", false),
                given.on("gang", true),
                given.on("delay", true));
    }

    /** Whether a job may hold workers while it waits for others. */
    boolean holdAndWait() {
        return !gang || gpuBound == GpuBound.LOOP_AT_MOST;
    }
}
