/** Is the bound one, and is it as tight as was worked out by hand? */
@NullMarked
package io.prompttuner.simulator.bound;

import org.jspecify.annotations.NullMarked;
