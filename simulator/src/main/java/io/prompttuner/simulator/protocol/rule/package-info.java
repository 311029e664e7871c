/**
 * What if one rule of the contract were left out?
 *
 * <p>Three rules can be switched off in the decision code itself. The others are taken from a process by what it is given
 * to see, or by what becomes of its words, so that the code that is driven here stays the one that runs in production.
 */
@NullMarked
package io.prompttuner.simulator.protocol.rule;

import org.jspecify.annotations.NullMarked;
