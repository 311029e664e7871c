package io.prompttuner.simulator.protocol.cast;

import io.prompttuner.domain.scheduling.PolicyMemory;
import io.prompttuner.domain.throughput.ModelProfile;
import io.prompttuner.scaling.fact.FleetFact;
import io.prompttuner.scaling.fact.JobSituation;
import io.prompttuner.scaling.tracker.TrackState;
import io.prompttuner.simulator.protocol.log.Partition;
import java.util.Map;
import java.util.Set;

/**
 * What the scaling job finds again when it is restored.
 *
 * @param positions of its readers
 * @param tracks the tracker's state by job
 * @param situations what the scheduler had heard of each job
 * @param fleet what it had heard of each worker
 * @param profiles what it had learnt, by base model
 * @param memory the policy's
 * @param judged jobs of which a final state was said
 * @param passedOver jobs that had their outcome when a tracker last started without state
 */
record Savepoint(
        Map<Partition, Integer> positions,
        Map<String, TrackState> tracks,
        Map<String, JobSituation> situations,
        Map<String, FleetFact> fleet,
        Map<String, ModelProfile> profiles,
        PolicyMemory memory,
        Set<String> judged,
        Set<String> passedOver) {

    static final Savepoint EMPTY =
            new Savepoint(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), PolicyMemory.EMPTY, Set.of(), Set.of());
}
