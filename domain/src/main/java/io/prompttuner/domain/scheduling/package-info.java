/**
 * Who gets how many workers now, and why?
 *
 * <p>A {@link io.prompttuner.domain.scheduling.SchedulingPolicy} turns a {@link
 * io.prompttuner.domain.scheduling.ClusterSnapshot} into a {@link io.prompttuner.domain.scheduling.Plan}: data that carries
 * its reasons. The same policy runs in Flink, in the simulator and in replays.
 */
@NullMarked
package io.prompttuner.domain.scheduling;

import org.jspecify.annotations.NullMarked;
