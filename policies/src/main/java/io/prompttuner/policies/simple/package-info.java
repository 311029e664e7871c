/**
 * How well do simple rules do?
 *
 * <p>What a sceptic would try before any scheduler of a paper: whoever came first, whoever has least time to spare, and the
 * earliest deadline with as many workers as it takes.
 */
@NullMarked
package io.prompttuner.policies.simple;

import org.jspecify.annotations.NullMarked;
