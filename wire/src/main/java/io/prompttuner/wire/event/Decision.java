package io.prompttuner.wire.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why a job got what it got.
 *
 * @param id epoch-sequence-job
 * @param now the scheduler's clock
 * @param deadline the job's
 * @param stepsLeft expected optimiser steps to the target
 * @param stepSeconds expected wall time of a step on one worker
 * @param freeWorkers warm workers of its base model that no job held
 * @param rejected the best alternative; absent when there was none
 */
public record Decision(
        String id,
        String job,
        long epoch,
        long sequence,
        Instant now,
        Instant deadline,
        double stepsLeft,
        double stepSeconds,
        int freeWorkers,
        Option chosen,
        @Nullable Option rejected)
        implements Event {

    public static String id(long epoch, long sequence, String job) {
        return epoch + "-" + sequence + "-" + job;
    }

    @Override
    public String key() {
        return job;
    }
}
