/** Does the module keep to its layers? */
@NullMarked
package io.prompttuner.benchmarks;

import org.jspecify.annotations.NullMarked;
