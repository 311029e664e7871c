package io.prompttuner.wire.kafka;

import io.prompttuner.wire.Topic;

/** Where one record stands. */
public record Position(Topic topic, int partition, long offset) {}
