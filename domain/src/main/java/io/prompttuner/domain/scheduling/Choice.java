package io.prompttuner.domain.scheduling;

/**
 * One thing that could be done with a job.
 *
 * @param workers how many it would get; 0 pauses it
 * @param batchScale share of the full batch, in (0, 1]
 * @param lateness seconds by which it would then be expected to miss its deadline; negative when early
 * @param note why, in words
 */
public record Choice(int workers, double batchScale, double lateness, String note) {

    /** Whether the job runs under this choice. */
    public boolean runs() {
        return workers > 0;
    }
}
