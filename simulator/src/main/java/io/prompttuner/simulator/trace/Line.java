package io.prompttuner.simulator.trace;

import org.jspecify.annotations.Nullable;

/**
 * One line of a file.
 *
 * @param number counted from 1
 * @param text without its end; empty if it cannot be read
 * @param fault why not, or null
 */
record Line(long number, String text, @Nullable String fault) {}
