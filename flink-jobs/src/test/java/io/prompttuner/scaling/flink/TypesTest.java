package io.prompttuner.scaling.flink;

import io.prompttuner.domain.throughput.ModelProfile;
import io.prompttuner.scaling.fact.FleetFact;
import io.prompttuner.scaling.fact.JobFact;
import io.prompttuner.scaling.fact.JobSituation;
import io.prompttuner.scaling.tracker.TrackState;
import io.prompttuner.wire.event.DeadLetter;
import io.prompttuner.wire.event.Decision;
import io.prompttuner.wire.event.JobState;
import io.prompttuner.wire.event.Outcome;
import io.prompttuner.wire.event.PoolTarget;
import io.prompttuner.wire.event.Started;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that the scaling job streams or keeps: none of it falls back to Kryo. */
class TypesTest {

    @ParameterizedTest
    @ValueSource(
            classes = {
                Arrival.class,
                JobFact.class,
                FleetFact.class,
                ClusterFact.class,
                JobSituation.class,
                TrackState.class,
                Started.class,
                JudgedJob.class,
                ModelProfile.class,
                KeptMemory.class,
                AllocationUpdate.class,
                JobState.class,
                Outcome.class,
                PoolTarget.class,
                Decision.class,
                DeadLetter.class
            })
    void isSerializedByFlinkItself(Class<?> type) {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
    }
}
