/** Which jobs come, when, and what is true of them although nobody can know it yet? */
@NullMarked
package io.prompttuner.simulator.workload;

import org.jspecify.annotations.NullMarked;
