/**
 * What is every job and pool allocated now, and what of that is news?
 *
 * <p>{@link io.prompttuner.scaling.scheduler.Scheduler} keeps a mirror of the facts, lets a policy plan on it, and says only
 * what differs from what it said before, and everything again from time to time. It knows no clock and no Flink.
 */
@NullMarked
package io.prompttuner.scaling.scheduler;

import org.jspecify.annotations.NullMarked;
