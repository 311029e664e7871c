package io.prompttuner.trainer.worker;

/**
 * What a worker holds.
 *
 * @param step optimiser steps done so far
 */
public record Holding(String job, long attempt, long step) {

    Holding at(long reached) {
        return new Holding(job, attempt, reached);
    }

    boolean is(String otherJob, long otherAttempt) {
        return job.equals(otherJob) && attempt == otherAttempt;
    }
}
