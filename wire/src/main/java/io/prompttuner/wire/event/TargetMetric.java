package io.prompttuner.wire.event;

/** What the held-out evaluation is compared with. */
public enum TargetMetric implements WireEnum {
    /** Mean nats per target token; met when at or below the value. */
    LOSS,
    /** Share of held-out examples answered exactly; met when at or above the value. */
    ACCURACY
}
