package io.prompttuner.wire.event;

/**
 * How many workers, busy and warm, should hold this base model.
 *
 * @param epoch the scheduler's claim
 * @param sequence number of the plan within the epoch
 */
public record PoolTarget(String baseModel, int workers, long epoch, long sequence, PoolReason reason) implements Event {

    @Override
    public String key() {
        return baseModel;
    }
}
