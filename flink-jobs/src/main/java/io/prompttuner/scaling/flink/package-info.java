/**
 * How do tracker and scheduler run on Flink?
 *
 * <p>Thin: sources, keyed state, timers and sinks around {@link io.prompttuner.scaling.tracker.Tracker} and {@link
 * io.prompttuner.scaling.scheduler.Scheduler}. A walk through one report: {@link io.prompttuner.scaling.flink.FactReader},
 * {@link io.prompttuner.scaling.flink.FactSorter}, {@link io.prompttuner.scaling.flink.TrackerFunction}, {@link
 * io.prompttuner.scaling.flink.SchedulerFunction}, {@link io.prompttuner.scaling.flink.ScalingJob}.
 */
@NullMarked
package io.prompttuner.scaling.flink;

import org.jspecify.annotations.NullMarked;
