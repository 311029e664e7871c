/** Does the simulation find nothing wrong with the contract, and something wrong without any one of its rules? */
@NullMarked
package io.prompttuner.simulator.protocol;

import org.jspecify.annotations.NullMarked;
