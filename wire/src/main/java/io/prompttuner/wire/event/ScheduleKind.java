package io.prompttuner.wire.event;

/** How the learning rate changes over a job; the names are those of Hugging Face's transformers. */
public enum ScheduleKind implements WireEnum {
    /** Stays as it is. */
    CONSTANT,
    /** Rises from 0, then stays. */
    CONSTANT_WITH_WARMUP,
    /** Rises from 0, then falls to 0 in a line. */
    LINEAR,
    /** Rises from 0, then falls to 0 along half a cosine. */
    COSINE;

    /** Whether it begins with a rise. */
    public boolean warms() {
        return this != CONSTANT;
    }
}
