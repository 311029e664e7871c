/**
 * How do several members tune one prompt, so that nobody can tell from it who computed what?
 *
 * <p>All rests on one fact: a partial sum over a subtree of {@link io.prompttuner.trainer.tuning.GradientTree} is the same
 * bits whoever computes it. So every member holds the whole state of the job and takes every step itself; a division of
 * the leaves among them only saves time. What does not come is computed, what comes twice is the same, and no agreement
 * is needed. {@link io.prompttuner.trainer.group.Membership} is what one member knows and does next; nothing in this
 * package owns a thread, reads a clock or knows how members talk. {@code group.live} lets it happen.
 */
@NullMarked
package io.prompttuner.trainer.group;

import org.jspecify.annotations.NullMarked;
