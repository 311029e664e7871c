package io.prompttuner.simulator.report.timeline;

import io.prompttuner.simulator.cluster.Occupancy;

/**
 * A time during which a worker did one thing for one job, or for none.
 *
 * @param fromMicros since the start of the run
 * @param toMicros when it did something else
 * @param doing what, and on which GPUs
 */
public record Segment(long fromMicros, long toMicros, Occupancy doing) {}
