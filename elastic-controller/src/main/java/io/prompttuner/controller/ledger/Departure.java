package io.prompttuner.controller.ledger;

import io.prompttuner.wire.event.AssignmentReason;
import org.jspecify.annotations.Nullable;

/** A worker is gone from those who share a job, and nobody can be sure that it knows. */
public record Departure(AssignmentReason reason, @Nullable String detail) {}
