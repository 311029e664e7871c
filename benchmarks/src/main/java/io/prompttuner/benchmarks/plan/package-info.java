/** How long does one decision take when there is very much to decide? */
@NullMarked
package io.prompttuner.benchmarks.plan;

import org.jspecify.annotations.NullMarked;
