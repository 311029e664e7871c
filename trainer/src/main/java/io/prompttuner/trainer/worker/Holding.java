package io.prompttuner.trainer.worker;

/**
 * What a worker holds.
 *
 * @param step optimiser steps done so far
 * @param batchScale share of the global batch, the same for the whole attempt
 */
public record Holding(String job, long attempt, long step, double batchScale) {

    Holding at(long reached) {
        return new Holding(job, attempt, reached, batchScale);
    }

    boolean is(String otherJob, long otherAttempt) {
        return job.equals(otherJob) && attempt == otherAttempt;
    }
}
