/**
 * Who takes part in a history?
 *
 * <p>The processes of the platform, each around its real decision code: {@code Controller} of the elastic controller, {@code
 * Tracker} and {@code Scheduler} of the scaling job, {@code WorkerRule} of the trainer. What is played here is only what
 * lies between those: reading, sending, waiting, dying, and the training itself.
 */
@NullMarked
package io.prompttuner.simulator.protocol.cast;

import org.jspecify.annotations.NullMarked;
