/** Does whatever a file holds end in a job, a named row or a clear error? */
@NullMarked
package io.prompttuner.simulator.trace;

import org.jspecify.annotations.NullMarked;
