/** Is the worker's rule the contract's? */
@NullMarked
package io.prompttuner.trainer.worker;

import org.jspecify.annotations.NullMarked;
