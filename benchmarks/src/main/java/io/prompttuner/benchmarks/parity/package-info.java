/** What does the trainer compute from given weights, tokens and a given prompt, and how fast? Asked by {@code peers}. */
@NullMarked
package io.prompttuner.benchmarks.parity;

import org.jspecify.annotations.NullMarked;
