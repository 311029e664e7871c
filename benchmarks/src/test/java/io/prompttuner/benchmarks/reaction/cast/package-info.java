/** Does a bad evaluation, and nothing else, take a job its hope? */
@NullMarked
package io.prompttuner.benchmarks.reaction.cast;

import org.jspecify.annotations.NullMarked;
