/**
 * What may the controller hear, and what may it want done?
 *
 * <p>{@link io.prompttuner.controller.message.Input} is everything that can happen to it, {@link
 * io.prompttuner.controller.message.Effect} everything it can ask for. Both are data, so that a cluster, a test and a
 * simulation can all play the other side.
 */
@NullMarked
package io.prompttuner.controller.message;

import org.jspecify.annotations.NullMarked;
