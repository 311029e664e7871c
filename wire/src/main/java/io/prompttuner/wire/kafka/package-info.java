/**
 * How do events get into Kafka and out of it?
 *
 * <p>{@link io.prompttuner.wire.kafka.TopicSetup} makes and checks the topics, {@link
 * io.prompttuner.wire.kafka.EventWriter} appends, {@link io.prompttuner.wire.kafka.LogReader} reads without a consumer
 * group, {@link io.prompttuner.wire.kafka.TermClaims} says who may be obeyed. While the broker is away the clients go on
 * trying with back-off; a wait that is bounded ends in a {@link io.prompttuner.wire.kafka.BrokerAwayException}.
 */
@NullMarked
package io.prompttuner.wire.kafka;

import org.jspecify.annotations.NullMarked;
