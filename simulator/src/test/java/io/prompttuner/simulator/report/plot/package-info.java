/** Do pictures put numbers where they belong? */
@NullMarked
package io.prompttuner.simulator.report.plot;

import org.jspecify.annotations.NullMarked;
