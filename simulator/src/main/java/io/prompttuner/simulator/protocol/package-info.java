/**
 * Does the protocol between the parts hold, whatever goes wrong?
 *
 * <p>{@link io.prompttuner.simulator.protocol.History} lets the decision code of tracker, scheduler, controller and workers
 * live through one history that follows from one seed: a while in which much goes wrong, then a while in which nothing does
 * and everything must come to its end. {@link io.prompttuner.simulator.protocol.judge.Property} lists what is checked.
 */
@NullMarked
package io.prompttuner.simulator.protocol;

import org.jspecify.annotations.NullMarked;
