package io.prompttuner.trainer.worker.attempt;

import java.time.Duration;

/**
 * What is the same for every job of an installation.
 *
 * @param checkpointEvery longest time between two checkpoints of a running job
 * @param proposals starts asked of the bank for a race
 * @param plainOneIn of so many jobs that may race, one starts plain on purpose, so that what the bank saves is measured;
 *     0 for none
 * @param patience held-out evaluations in a row without a new best after which a job is exhausted; 0 waits for ever
 */
public record Habits(Duration checkpointEvery, int proposals, int plainOneIn, int patience) {

    public static final Habits DEFAULT = new Habits(Duration.ofSeconds(10), 3, 10, 50);
}
