/**
 * What does a worker do with one job, from being assigned it until it lets go?
 *
 * <p>{@link io.prompttuner.trainer.worker.attempt.AttemptRunner} takes a job through preparation, start and steps on one
 * thread, reports, checkpoints, and obeys at every boundary. It does so as a member of a group, perhaps alone; one member
 * at a time has a {@link io.prompttuner.trainer.worker.attempt.Voice}. Whoever it needs is a port: {@link
 * io.prompttuner.trainer.worker.attempt.Orders}, {@link io.prompttuner.trainer.worker.attempt.Reports}, {@link
 * io.prompttuner.trainer.worker.attempt.BankLookup}, {@link io.prompttuner.trainer.worker.attempt.GroupDoor} and the
 * stores. Once a run is over nothing of its tenant is left here.
 */
@NullMarked
package io.prompttuner.trainer.worker.attempt;

import org.jspecify.annotations.NullMarked;
