/** What does the trainer compute from given weights, tokens and a given prompt? Asked by {@code peers/parity.py}. */
@NullMarked
package io.prompttuner.benchmarks.parity;

import org.jspecify.annotations.NullMarked;
