/**
 * What does a worker do with what it is told, and with what happens to it?
 *
 * <p>{@link io.prompttuner.trainer.worker.WorkerRule} is the whole answer: a {@link
 * io.prompttuner.trainer.worker.WorkerState state} and a {@link io.prompttuner.trainer.worker.Happening happening} give
 * the next state and {@link io.prompttuner.trainer.worker.Effect effects} for the shell to carry out. Nothing here talks
 * to anyone, reads a clock or logs, so that a process, a test and a simulation obey by the same rule. Who may be obeyed
 * is written in {@code docs/contracts.md}, section 3.
 */
@NullMarked
package io.prompttuner.trainer.worker;

import org.jspecify.annotations.NullMarked;
