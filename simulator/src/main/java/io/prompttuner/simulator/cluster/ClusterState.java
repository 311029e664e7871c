package io.prompttuner.simulator.cluster;

import java.util.List;
import java.util.Map;

/**
 * Everything about a cluster at one moment, for those who check it.
 *
 * @param nowMicros the moment
 * @param gpus in all
 * @param counted GPUs by what the ledger says they do
 * @param billed GPU-microseconds so far by what the ledger says they did
 * @param workers those that are there
 * @param held workers by the jobs that hold them, as the jobs say; open jobs only
 */
public record ClusterState(
        long nowMicros,
        int gpus,
        Map<GpuState, Integer> counted,
        Map<GpuState, Long> billed,
        List<Occupancy> workers,
        Map<String, List<Integer>> held) {}
