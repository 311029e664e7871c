/** Does a fit find what it should, and touch nothing else? */
@NullMarked
package io.prompttuner.simulator.fit;

import org.jspecify.annotations.NullMarked;
