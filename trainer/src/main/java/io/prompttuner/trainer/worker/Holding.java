package io.prompttuner.trainer.worker;

/**
 * What a worker holds.
 *
 * @param step optimiser steps done so far
 * @param batchScale share of the global batch, the same for the whole attempt
 * @param generation of the team that it was told last
 */
public record Holding(String job, long attempt, long step, double batchScale, long generation) {

    Holding at(long reached) {
        return new Holding(job, attempt, reached, batchScale, generation);
    }

    Holding of(Team team) {
        return new Holding(job, attempt, step, batchScale, team.generation());
    }

    boolean is(String otherJob, long otherAttempt) {
        return job.equals(otherJob) && attempt == otherAttempt;
    }
}
