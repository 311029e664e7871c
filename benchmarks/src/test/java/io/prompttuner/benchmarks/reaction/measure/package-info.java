/** Are the figures counted right? */
@NullMarked
package io.prompttuner.benchmarks.reaction.measure;

import org.jspecify.annotations.NullMarked;
