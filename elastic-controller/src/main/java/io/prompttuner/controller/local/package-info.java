/** Who starts and stops worker processes on one machine? */
@NullMarked
package io.prompttuner.controller.local;

import org.jspecify.annotations.NullMarked;
