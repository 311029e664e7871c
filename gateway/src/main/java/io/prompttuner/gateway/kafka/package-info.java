/**
 * How does the gateway read and write the log?
 *
 * <p>{@link io.prompttuner.gateway.kafka.ViewFeed} keeps the view, {@link io.prompttuner.gateway.kafka.StepTail} hears
 * live reports, {@link io.prompttuner.gateway.kafka.KafkaStepHistory} reads old ones, {@link
 * io.prompttuner.gateway.kafka.KafkaRequestLog} writes. While the broker is away all of them go on trying.
 */
@NullMarked
package io.prompttuner.gateway.kafka;

import org.jspecify.annotations.NullMarked;
