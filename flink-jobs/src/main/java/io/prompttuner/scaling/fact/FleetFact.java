package io.prompttuner.scaling.fact;

import io.prompttuner.wire.event.FleetEvent;
import org.jspecify.annotations.Nullable;

/**
 * Something about one worker, or about how many GPUs there are.
 *
 * @param key the record's key
 * @param event absent when the worker is gone
 */
public record FleetFact(Origin origin, String key, @Nullable FleetEvent event) {}
