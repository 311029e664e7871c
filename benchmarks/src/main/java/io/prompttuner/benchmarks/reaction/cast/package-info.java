/** What do gateway, workers and controller write, so that one report in a hundred changes an allocation? */
@NullMarked
package io.prompttuner.benchmarks.reaction.cast;

import org.jspecify.annotations.NullMarked;
