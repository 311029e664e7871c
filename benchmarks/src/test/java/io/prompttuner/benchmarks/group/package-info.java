/** Is the growth of the judge told and drawn rightly? */
@NullMarked
package io.prompttuner.benchmarks.group;

import org.jspecify.annotations.NullMarked;
