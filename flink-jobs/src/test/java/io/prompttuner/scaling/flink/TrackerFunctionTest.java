package io.prompttuner.scaling.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.scaling.fact.JobFact;
import io.prompttuner.scaling.fact.JobLog;
import io.prompttuner.stream.flink.WriteBehindOperator;
import io.prompttuner.wire.event.AssignmentReason;
import io.prompttuner.wire.event.DeadLetter;
import io.prompttuner.wire.event.JobPhase;
import io.prompttuner.wire.event.JobState;
import io.prompttuner.wire.event.Outcome;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrackerFunctionTest {

    private final JobLog log = new JobLog("j");

    @SuppressWarnings("NullAway.Init") // set before each test
    private KeyedOneInputStreamOperatorTestHarness<String, JobFact, ClusterFact> flink;

    @BeforeEach
    void open() throws Exception {
        flink = harness(List.of());
        flink.open();
    }

    @AfterEach
    void close() throws Exception {
        flink.close();
    }

    @Test
    void nothingIsLeftOfAJobThatHasEnded() throws Exception {
        take(
                log.submitted(),
                log.bound(1, 10),
                log.started(10, 0),
                log.step(10, 1),
                log.succeeded(10, 1),
                log.closed(1));
        assertThat(flink.numProcessingTimeTimers()).isEqualTo(1);
        flink.snapshot(1, 1);
        assertThat(flink.numKeyedStateEntries()).isEqualTo(1);

        flink.setProcessingTime(log.now().plusSeconds(600).toEpochMilli());
        flink.snapshot(2, 2);

        assertThat(flink.numKeyedStateEntries()).isZero();
        assertThat(flink.numProcessingTimeTimers()).isZero();
        assertThat(flink.numEventTimeTimers()).isZero();
    }

    @Test
    void aJobHasOneTimerWhateverIsSaidOfIt() throws Exception {
        take(log.submitted(), log.bound(1, 10), log.started(10, 0));
        for (int step = 1; step <= 50; step++) {
            take(log.step(10, step));
            assertThat(flink.numProcessingTimeTimers()).isEqualTo(1);
        }
    }

    @Test
    void theOutcomeKnowsHowTheJobBeganEvenIfTheEndIsReadLast() throws Exception {
        take(log.submitted(), log.bound(1, 10), log.started(10, 0), log.closed(1), log.succeeded(10, 1));

        assertThat(outcomes())
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.started()).isEqualTo(JobLog.START));
    }

    @Test
    void goesOnFromACheckpointAsIfNothingHadHappened() throws Exception {
        flink.close();
        flink = onRocks();
        flink.open();
        List<JobFact> before = List.of(log.submitted(), log.bound(1, 10), log.started(10, 0), log.step(10, 1));
        List<JobFact> after = List.of(log.step(10, 2), log.succeeded(10, 2), log.closed(1));
        for (JobFact fact : before) {
            take(fact);
        }
        OperatorSubtaskState checkpoint = flink.snapshot(1, 1);
        for (JobFact fact : after) {
            take(fact);
        }
        Outcome undisturbed = outcomes().get(0);
        flink.close();

        flink = onRocks();
        flink.initializeState(checkpoint);
        flink.open();
        for (JobFact fact : after) {
            take(fact);
        }

        assertThat(outcomes()).containsExactly(undisturbed);
    }

    @Test
    void aReportOfAJobThatDoesNotExistIsADeadLetterOnceJobsHasBeenReadPastIt() throws Exception {
        JobFact step = log.step(10, 1);
        take(step);
        assertThat(flink.numEventTimeTimers()).isEqualTo(1);

        flink.processWatermark(log.now().toEpochMilli() - 1);
        assertThat(side(TrackerFunction.STRAYS)).isEmpty();
        flink.processWatermark(log.now().toEpochMilli());

        assertThat(side(TrackerFunction.STRAYS)).extracting(DeadLetter::error).containsExactly("unknown-job");
        assertThat(flink.numKeyedStateEntries()).isZero();
    }

    @Test
    void aTrackerWithoutStatePassesOverJobsThatHaveAnOutcome() throws Exception {
        flink.close();
        flink = harness(List.of(new JudgedJob("j", log.now())));
        flink.open();
        OperatorSubtaskState checkpoint = flink.snapshot(1, 1);
        flink.close();
        flink = harness(List.of());
        flink.initializeState(checkpoint);
        flink.open();

        take(log.submitted(), log.succeeded(10, 1), log.closed(1));

        assertThat(outcomes()).isEmpty();
        assertThat(side(TrackerFunction.STATES)).isEmpty();
        assertThat(flink.numKeyedStateEntries()).isZero();
    }

    @Test
    void saysEachPhaseAsItComes() throws Exception {
        take(log.submitted(), log.bound(1, 10), log.started(10, 0));
        take(log.released(1, 10, AssignmentReason.YIELDED_TO_MORE_URGENT));

        assertThat(side(TrackerFunction.STATES))
                .extracting(JobState::phase)
                .containsSubsequence(JobPhase.QUEUED, JobPhase.LOADING, JobPhase.RUNNING, JobPhase.PAUSED);
    }

    @Test
    void aLiveJobIsSaidAgainEveryMinuteByTheClockAlone() throws Exception {
        take(log.submitted());
        flink.setProcessingTime(log.now().plus(Duration.ofSeconds(1)).toEpochMilli());
        int before = side(TrackerFunction.STATES).size();

        flink.setProcessingTime(log.now().plus(Duration.ofSeconds(61)).toEpochMilli());

        assertThat(side(TrackerFunction.STATES)).hasSize(before + 1);
    }

    private void take(JobFact... facts) throws Exception {
        for (JobFact fact : facts) {
            flink.setProcessingTime(fact.origin().at().toEpochMilli());
            flink.processElement(fact, fact.origin().at().toEpochMilli());
        }
    }

    private List<Outcome> outcomes() {
        return side(TrackerFunction.OUTCOMES);
    }

    private <T> List<T> side(OutputTag<T> tag) {
        Queue<StreamRecord<T>> records = flink.getSideOutput(tag);
        return records == null
                ? List.of()
                : records.stream().map(StreamRecord::getValue).toList();
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, JobFact, ClusterFact> onRocks() throws Exception {
        var harness = harness(List.of());
        harness.setStateBackend(new EmbeddedRocksDBStateBackend(false));
        return harness;
    }

    /** On the heap, where entries can be counted. */
    private static KeyedOneInputStreamOperatorTestHarness<String, JobFact, ClusterFact> harness(
            Collection<JudgedJob> judged) throws Exception {
        List<JudgedJob> copy = List.copyOf(judged);
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new WriteBehindOperator<>(new TrackerFunction(() -> copy)), JobFact::job, Types.STRING);
    }
}
