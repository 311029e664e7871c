/**
 * How many instances of each base model does its traffic ask for, and who holds which of them?
 *
 * <p>INFless (Yang et al., ASPLOS 2022) as a scheduler of tuning jobs, which is how PromptTuner (arXiv 2603.05087, section 6.1)
 * compares with it: an instance is a worker, a job takes several, idle ones are kept ready, each base model is scaled by its
 * own traffic. Built from the descriptions alone; INFless's code is under the GPL and was not used. What they say, and how it
 * is read here where they are silent:
 *
 * <ul>
 *   <li>A job gets the fewest instances whose predicted time, inflated by 10 %, is within its SLO at its arrival. That an
 *       instance may have to be started first is ignored: this is the flaw that PromptTuner's authors found. If no number is
 *       enough it gets the most it may have.
 *   <li>It takes idle instances at once, holds them, and waits for the others to start. Gangs that hold each other up are
 *       found after 30 s in which nobody runs and nothing loads: the youngest gives up what it holds, and comes back when all
 *       that it lacks can be had at once.
 *   <li>Base models are independent of each other but for cold GPUs: those go to jobs in one order, to nobody behind a job that
 *       lacks some, and to traffic only when no job lacks any. Idle instances of one model make no room for another before
 *       their time.
 *   <li>Autoscaling: the traffic R is the arrival rate, smoothed exponentially, times the instances a job takes; R_max is what
 *       the instances serve. More are started if R is above R_max, and some may go if it is below alpha * R_min + (1 - alpha) *
 *       R_max. With one job at a time on an instance the batch's R_min has no meaning; it is what one instance fewer serves.
 *   <li>LSTH: how long instances stay idle is kept in two histograms, of a long and a short memory (1 h and 5 min, with
 *       exponentially fading weights rather than sharp windows: percentiles then change with events only). The 5th and 99th
 *       percentiles of both, mixed by gamma, say how long an instance may be away and when it is given up. Until ten idle
 *       times are known, and without LSTH, a fixed window holds.
 *   <li>Idle time belongs to the level of demand: it begins when the number of instances in demand falls below a level, and
 *       ends when it is reached again, whether the instance was kept or not.
 * </ul>
 */
@NullMarked
package io.prompttuner.policies.infless;

import org.jspecify.annotations.NullMarked;
