/** How much memory do processes really take, shared pages counted once? */
@NullMarked
package io.prompttuner.platform.memory;

import org.jspecify.annotations.NullMarked;
