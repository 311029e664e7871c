/** When was what sent, and when was its answer heard? */
@NullMarked
package io.prompttuner.benchmarks.reaction.measure;

import org.jspecify.annotations.NullMarked;
