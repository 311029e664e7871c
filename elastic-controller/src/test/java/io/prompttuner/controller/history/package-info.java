/**
 * Do the properties of the contract hold in histories that no test would think of?
 *
 * <p>Real controllers, of whom some are zombies, among played workers, topics, a scheduler and a tracker; every choice
 * comes from one seed.
 */
@NullMarked
package io.prompttuner.controller.history;

import org.jspecify.annotations.NullMarked;
