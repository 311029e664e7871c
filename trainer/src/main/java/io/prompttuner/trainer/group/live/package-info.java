/**
 * How does a member of a group live, with a thread that computes and others that speak at any time?
 *
 * <p>Its owner has a {@link io.prompttuner.trainer.group.live.LiveMember} for each job it has a part in.
 *
 * <ul>
 *   <li><b>Threads.</b> One thread computes: it alone calls the {@link io.prompttuner.trainer.group.live.GroupCrew}, and
 *       a tuning session with that crew. Everybody else only leaves word in an
 *       {@link io.prompttuner.trainer.group.live.Inbox}, which that thread looks into between two leaves and while it
 *       waits. No thread is started here; the mesh has its own.
 *   <li><b>Rosters</b> come from whoever is in charge, by any thread, and replace each other by generation. Seats are in
 *       order of age: whoever comes later is appended. A name is never used again for another process, and not for the
 *       same one after it has lost its state.
 *   <li><b>Coming in.</b> The members of the first roster begin from a state that each has for itself, and that is the
 *       same ({@code found}); whoever is named later asks for one ({@code join}), at any time before or after the roster
 *       that names it, and takes part from the round after that on. If all join, and nobody has a state, the oldest is
 *       told so.
 *   <li><b>Leading.</b> The oldest member that can be reached leads, by the word of each for itself: it reports, keeps
 *       checkpoints and throttles. For a moment two may think so, or none; what they report of a step is the same.
 *   <li><b>Leaving.</b> A member that a roster leaves out works on until nobody counts on it; {@code dismissed}, asked
 *       between two rounds, says when, and then its owner ends the session and closes the member. One that must go at
 *       once just closes, and costs the others at most one step.
 *   <li><b>Pausing and ending</b> are the owners' own: each stops after the step at hand, and the lead's checkpoint is
 *       what is gone on from.
 * </ul>
 */
@NullMarked
package io.prompttuner.trainer.group.live;

import org.jspecify.annotations.NullMarked;
