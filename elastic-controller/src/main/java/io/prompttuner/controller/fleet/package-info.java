/** Which workers are there, what do they do, and which should be started or stopped? */
@NullMarked
package io.prompttuner.controller.fleet;

import org.jspecify.annotations.NullMarked;
