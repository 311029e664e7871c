/** Is a recorded day lived again as it was? */
@NullMarked
package io.prompttuner.simulator.replay;

import org.jspecify.annotations.NullMarked;
