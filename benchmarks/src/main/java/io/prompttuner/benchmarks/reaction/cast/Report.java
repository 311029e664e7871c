package io.prompttuner.benchmarks.reaction.cast;

import io.prompttuner.wire.event.StepEvent;

/**
 * One report to be sent.
 *
 * @param decides whether it is meant to make the policy change an allocation
 */
public record Report(StepEvent event, boolean decides) {}
