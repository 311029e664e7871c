/** Is a run told what its command line says? */
@NullMarked
package io.prompttuner.benchmarks.reaction;

import org.jspecify.annotations.NullMarked;
