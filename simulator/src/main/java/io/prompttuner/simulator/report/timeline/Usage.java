package io.prompttuner.simulator.report.timeline;

import io.prompttuner.simulator.cluster.GpuState;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many GPUs did what from a moment on, until the next of these.
 *
 * @param atMicros since the start of the run
 * @param gpus by what they did; those without a model are left out
 */
public record Usage(long atMicros, Map<GpuState, Integer> gpus) {

    public Usage {
        gpus = Collections.unmodifiableMap(new EnumMap<>(gpus));
    }

    public int count(GpuState state) {
        return gpus.getOrDefault(state, 0);
    }
}
