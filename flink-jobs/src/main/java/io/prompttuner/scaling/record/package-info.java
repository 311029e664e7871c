/** What did a scheduler know and want each time it planned, so that anybody can ask a policy the same again? */
@NullMarked
package io.prompttuner.scaling.record;

import org.jspecify.annotations.NullMarked;
