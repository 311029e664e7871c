package io.prompttuner.wire.event;

/**
 * One thing the scheduler could do with a job.
 *
 * @param lateness seconds by which the job is expected to miss its deadline under this option; negative when early
 * @param note the reason in words
 */
public record Option(Wish wish, int workers, double batchScale, double lateness, String note) {}
