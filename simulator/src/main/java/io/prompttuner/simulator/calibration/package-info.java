/** What is taken for true although nobody published it, and under which name can a result refer to it? */
@NullMarked
package io.prompttuner.simulator.calibration;

import org.jspecify.annotations.NullMarked;
