/**
 * How many GPUs does each job need at least to meet its deadline, and who gets those that are left?
 *
 * <p>ElasticFlow (Gu et al., ASPLOS 2023) as a scheduler of tuning jobs, which is how PromptTuner (arXiv 2603.05087, section
 * 6.1) compares with it: a fixed cluster, elastic jobs, no reuse of runtimes. Built from its description, not from its code.
 * Where the description is silent:
 *
 * <ul>
 *   <li>GPUs have no places in a snapshot. What buddy allocation guarantees is that powers of two, the largest first, always
 *       find their block; so the numbers of workers are powers of two here, and nothing else of it is left to decide.
 *   <li>Without reuse of runtimes each start and each change of a job's workers costs the time to load its base model
 *       (Tcold); every estimate contains that. Estimates are upper bounds: all steps that a job may take.
 *   <li>An admitted job whose deadline can no longer be met comes after those that can, so that it costs no other its own.
 *   <li>Declined jobs run on what admitted ones can't use, or never.
 * </ul>
 */
@NullMarked
package io.prompttuner.policies.elasticflow;

import org.jspecify.annotations.NullMarked;
