/** Which policies are run on which workloads, and what do the runs come to? */
@NullMarked
package io.prompttuner.simulator.experiment;

import org.jspecify.annotations.NullMarked;
