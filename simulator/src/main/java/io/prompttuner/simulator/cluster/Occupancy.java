package io.prompttuner.simulator.cluster;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one worker does.
 *
 * @param worker unique in a run
 * @param baseModel whose weights it holds, or loads
 * @param gpus numbers of the GPUs that it occupies, from 0
 * @param state what they do
 * @param job that holds it; absent if none does
 */
public record Occupancy(
        int worker,
        String baseModel,
        List<Integer> gpus,
        GpuState state,
        @Nullable String job) {}
