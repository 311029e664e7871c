package io.prompttuner.wire.event;

/** Why the scheduler wants it; {@code STOPPED} only ever follows from facts. */
public enum WishReason implements WireEnum {
    MEETS_DEADLINE,
    BEST_EFFORT,
    YIELDED_TO_MORE_URGENT,
    WAITING_FOR_CAPACITY,
    CANCEL_REQUESTED,
    DEADLINE_PASSED,
    ENDED
}
