/**
 * What do the reports on one job add up to: where it stands, when it will be done, how it ended?
 *
 * <p>{@link io.prompttuner.scaling.tracker.Tracker} answers: old state and one fact in, new state and what is to be said
 * out. It knows no clock and no Flink. Reports are ordered by (attempt, step, kind) and a job has one end, whatever comes
 * twice, late or from a zombie: {@code docs/contracts.md}, section 2.
 */
@NullMarked
package io.prompttuner.scaling.tracker;

import org.jspecify.annotations.NullMarked;
