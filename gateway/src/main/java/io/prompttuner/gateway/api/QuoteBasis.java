package io.prompttuner.gateway.api;

import io.prompttuner.wire.event.WireEnum;

/** What a quote rests on, the nearest kin first. */
public enum QuoteBasis implements WireEnum {
    SAME_DATASET,
    SAME_MODEL,
    NOTHING
}
