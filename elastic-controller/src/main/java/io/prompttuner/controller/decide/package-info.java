/**
 * What is to be done about what has just happened?
 *
 * <p>{@link io.prompttuner.controller.decide.Controller} is the only door: one input in, effects out. It has no clock,
 * no thread and no chance of its own, so the same inputs always give the same effects. Whatever must be waited for (an
 * acknowledgement, a topic read to its end, a look at {@code terms}) is a stage of a job, never a blocked thread.
 */
@NullMarked
package io.prompttuner.controller.decide;

import org.jspecify.annotations.NullMarked;
