/**
 * Was everything kept that the contracts promise?
 *
 * <p>Written from {@code docs/contracts.md} and from nothing else: what follows from the topics is computed here a second
 * time, on its own, and compared with what the parts made of it.
 */
@NullMarked
package io.prompttuner.simulator.protocol.judge;

import org.jspecify.annotations.NullMarked;
