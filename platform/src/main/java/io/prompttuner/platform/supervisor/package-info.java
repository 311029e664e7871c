/** How are the parts of the platform kept running, and brought down together? */
@NullMarked
package io.prompttuner.platform.supervisor;

import org.jspecify.annotations.NullMarked;
