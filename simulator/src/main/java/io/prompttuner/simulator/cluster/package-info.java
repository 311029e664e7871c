/**
 * What does a policy's plan come to on a cluster whose jobs' truth is known?
 *
 * <p>{@link io.prompttuner.simulator.cluster.Simulation} plays time, the controller, the workers and the jobs. A policy is
 * shown what a scheduler can know and says what should be; that is carried out with all delays, and every GPU-second is
 * entered in a ledger.
 */
@NullMarked
package io.prompttuner.simulator.cluster;

import org.jspecify.annotations.NullMarked;
