package io.prompttuner.wire.event;

import org.jspecify.annotations.Nullable;

/**
 * The start a tenant chose.
 *
 * @param kind how the initial prompt is found
 * @param text the instruction, for {@link StartKind#TEXT}; in a race it joins as a candidate
 * @param prompt SHA-256 of a prompt of the same tenant, for {@link StartKind#PROMPT}
 */
public record Start(
        StartKind kind, @Nullable String text, @Nullable String prompt) {}
