/** How long does it take from a report to the allocation that answers it? */
@NullMarked
package io.prompttuner.benchmarks.reaction;

import org.jspecify.annotations.NullMarked;
