/** How does the judge's time grow with the number of jobs? */
@NullMarked
package io.prompttuner.benchmarks.scale;

import org.jspecify.annotations.NullMarked;
