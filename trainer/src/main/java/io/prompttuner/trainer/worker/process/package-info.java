/**
 * How does a worker run as a program?
 *
 * <p>{@link io.prompttuner.trainer.worker.process.WorkerMain} reads the environment and puts the parts together. One
 * thread owns the model and runs the jobs ({@link io.prompttuner.trainer.worker.process.TrainerThread}); everything that
 * happens meets at the {@link io.prompttuner.trainer.worker.process.Desk}, one thing at a time.
 */
@NullMarked
package io.prompttuner.trainer.worker.process;

import org.jspecify.annotations.NullMarked;
