/**
 * What can the scaling job come to know?
 *
 * <p>A fact is an event with its place in the log, whose time is the broker's. The records are flat, so that Flink streams
 * and keeps them as they are.
 */
@NullMarked
package io.prompttuner.scaling.fact;

import org.jspecify.annotations.NullMarked;
