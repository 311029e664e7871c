package io.prompttuner.scaling.flink;

import java.time.Instant;

/**
 * A job whose outcome stood before the tracker began without state.
 *
 * @param at broker time of the outcome
 */
public record JudgedJob(String job, Instant at) {}
