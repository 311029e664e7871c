/**
 * What does one step of a tuning job do, and when is the job at its end?
 *
 * <p>{@link io.prompttuner.trainer.tuning.TuningSession} drives a job one event at a time over a {@link
 * io.prompttuner.trainer.tuning.PromptModel}; everything it needs to go on later, bit for bit, is its {@link
 * io.prompttuner.trainer.tuning.TuningState}. Nothing here knows which library runs the model, owns a thread, reads a
 * clock or logs.
 */
@NullMarked
package io.prompttuner.trainer.tuning;

import org.jspecify.annotations.NullMarked;
