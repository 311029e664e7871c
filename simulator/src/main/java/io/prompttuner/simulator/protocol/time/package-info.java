/**
 * What happens when?
 *
 * <p>One thread, one clock that leaps from one happening to the next, and all chance from one seed: the same seed gives the
 * same history.
 */
@NullMarked
package io.prompttuner.simulator.protocol.time;

import org.jspecify.annotations.NullMarked;
