package io.prompttuner.wire.event;

/**
 * The desired state of one job; saying it twice changes nothing.
 *
 * @param epoch the scheduler's claim
 * @param sequence number of the plan within the epoch
 * @param workers how many workers the job should hold while running; 0 otherwise
 * @param batchScale share of the global batch, in (0, 1]
 * @param decision which record of the topic of decisions explains it
 */
public record Allocation(
        String job,
        long epoch,
        long sequence,
        Wish wish,
        int workers,
        double batchScale,
        WishReason reason,
        String decision,
        Cause cause)
        implements Event {

    @Override
    public String key() {
        return job;
    }
}
