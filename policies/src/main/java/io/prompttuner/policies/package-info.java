/**
 * Which policies are there, and what does each decide?
 *
 * <p>Pure code: a policy sees a snapshot and nothing else. {@link io.prompttuner.policies.Policies} finds one by name.
 */
@NullMarked
package io.prompttuner.policies;

import org.jspecify.annotations.NullMarked;
