/** Which calibration brings out the published results of the paper's system and its baselines? */
@NullMarked
package io.prompttuner.simulator.fit;

import org.jspecify.annotations.NullMarked;
