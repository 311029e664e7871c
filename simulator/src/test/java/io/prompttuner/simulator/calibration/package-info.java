/** Does a calibration say all that is wrong with it, and does it come back from its file as it went in? */
@NullMarked
package io.prompttuner.simulator.calibration;

import org.jspecify.annotations.NullMarked;
