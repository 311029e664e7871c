/** Tests of this package. */
@NullMarked
package io.prompttuner.trainer.placement;

import org.jspecify.annotations.NullMarked;
