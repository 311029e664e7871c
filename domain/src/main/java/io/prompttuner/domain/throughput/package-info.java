/**
 * How long does a step take, and what does it cost to get a job going?
 *
 * <p>{@link io.prompttuner.domain.throughput.StepTime} is learnt from one job's own steps, {@link
 * io.prompttuner.domain.throughput.ModelProfile} from all jobs and workers of a base model, for those that have not
 * stepped yet.
 */
@NullMarked
package io.prompttuner.domain.throughput;

import org.jspecify.annotations.NullMarked;
