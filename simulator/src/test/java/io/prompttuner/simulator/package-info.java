/** Does the module keep to its layers? */
@NullMarked
package io.prompttuner.simulator;

import org.jspecify.annotations.NullMarked;
