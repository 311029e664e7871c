/** Is the growth of the judge told and drawn rightly? */
@NullMarked
package io.prompttuner.benchmarks.scale;

import org.jspecify.annotations.NullMarked;
