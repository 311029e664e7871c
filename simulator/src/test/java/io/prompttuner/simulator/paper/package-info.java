/** Are the paper's figures set beside the right ones of ours? */
@NullMarked
package io.prompttuner.simulator.paper;

import org.jspecify.annotations.NullMarked;
