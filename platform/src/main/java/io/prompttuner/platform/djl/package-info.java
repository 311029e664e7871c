/** How do PyTorch's native libraries come to lie where all workers look for them, before the first one starts? */
@NullMarked
package io.prompttuner.platform.djl;

import org.jspecify.annotations.NullMarked;
