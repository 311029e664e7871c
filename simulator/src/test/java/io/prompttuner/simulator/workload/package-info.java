/** Are generated workloads like the ones that were published, and the same wherever only something else is changed? */
@NullMarked
package io.prompttuner.simulator.workload;

import org.jspecify.annotations.NullMarked;
