/** Are the runs made that were asked for, and are they the same each time? */
@NullMarked
package io.prompttuner.simulator.experiment;

import org.jspecify.annotations.NullMarked;
