/** Which workers are started and stopped? */
@NullMarked
package io.prompttuner.controller.fleet;

import org.jspecify.annotations.NullMarked;
