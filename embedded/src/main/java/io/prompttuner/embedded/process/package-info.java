/** How does a part of the platform run as a child process that never outlives its parent? */
@NullMarked
package io.prompttuner.embedded.process;

import org.jspecify.annotations.NullMarked;
