/** How does the count of kept promises run on Flink? */
@NullMarked
package io.prompttuner.slo.flink;

import org.jspecify.annotations.NullMarked;
