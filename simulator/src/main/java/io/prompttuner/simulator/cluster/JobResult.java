package io.prompttuner.simulator.cluster;

import io.prompttuner.simulator.workload.SimJob;

/**
 * What became of one job; times are microseconds since the start.
 *
 * @param job with its truth
 * @param fromBank whether it started from the prompt bank
 * @param firstHeldMicros when it got its first worker; -1 if never
 * @param endedMicros when it reached its target; -1 if it did not
 * @param met whether that was by its deadline
 * @param steps that it made
 * @param resizes how often its number of workers changed while it ran
 */
public record JobResult(
        SimJob job, boolean fromBank, long firstHeldMicros, long endedMicros, boolean met, long steps, int resizes) {

    /** Whether it reached its target at all. */
    public boolean ended() {
        return endedMicros >= 0;
    }
}
