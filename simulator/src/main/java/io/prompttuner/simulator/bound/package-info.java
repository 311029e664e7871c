/** What could nobody do better, who knew everything beforehand? */
@NullMarked
package io.prompttuner.simulator.bound;

import org.jspecify.annotations.NullMarked;
