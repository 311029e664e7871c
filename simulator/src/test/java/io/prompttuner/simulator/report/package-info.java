/** Do the reports say what the runs came to? */
@NullMarked
package io.prompttuner.simulator.report;

import org.jspecify.annotations.NullMarked;
