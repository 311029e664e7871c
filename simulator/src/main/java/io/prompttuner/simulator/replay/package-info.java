/** What would a policy have wanted on a day that was recorded, and does the one of that day want the same again? */
@NullMarked
package io.prompttuner.simulator.replay;

import org.jspecify.annotations.NullMarked;
