package io.prompttuner.scaling.flink;

import static io.prompttuner.scaling.scheduler.Situations.T0;
import static io.prompttuner.scaling.scheduler.Situations.arrived;
import static io.prompttuner.scaling.scheduler.Situations.capacity;
import static io.prompttuner.scaling.scheduler.Situations.gone;
import static io.prompttuner.scaling.scheduler.Situations.running;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prompttuner.scaling.fact.FleetFact;
import io.prompttuner.scaling.fact.JobSituation;
import io.prompttuner.stream.flink.WriteBehindOperator;
import io.prompttuner.wire.event.Allocation;
import io.prompttuner.wire.event.Wish;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SchedulerFunctionTest {

    private static final AtomicLong TERMS = new AtomicLong(40);

    @SuppressWarnings("NullAway.Init") // set before each test
    private KeyedOneInputStreamOperatorTestHarness<String, ClusterFact, AllocationUpdate> flink;

    @BeforeEach
    void open() throws Exception {
        flink = harness();
        flink.setProcessingTime(T0.toEpochMilli());
        flink.open();
    }

    @AfterEach
    void close() throws Exception {
        flink.close();
    }

    @Test
    void answersFactsThatComeTogetherTogether() throws Exception {
        observe(capacity(5, 1));
        clock(1_000);
        observe(running("a", 100));
        assertThat(said()).hasSize(1); // an arrival: at once

        observe(running("a", 200));
        observe(running("a", 300));
        assertThat(flink.numProcessingTimeTimers()).isEqualTo(1);
    }

    @Test
    void manyArrivalsAtOnceCostOnePlan() throws Exception {
        observe(capacity(5, 1));
        clock(1_000);
        observe(arrived("a", 100));
        observe(arrived("b", 200));
        observe(arrived("c", 300));
        assertThat(said()).hasSize(1);

        clock(1_020);

        assertThat(said()).hasSize(3);
        assertThat(said())
                .extracting(update -> allocation(update).sequence())
                .last()
                .isEqualTo(2L);
    }

    @Test
    void keepsOneTimerArmedForEver() throws Exception {
        observe(capacity(5, 1));
        for (int second = 1; second <= 30; second++) {
            clock(1_000L * second);
            assertThat(flink.numProcessingTimeTimers()).isEqualTo(1);
        }
    }

    @Test
    void twoRestoresFromOneCheckpointClaimDifferentEpochsAndSayEverythingAgain() throws Exception {
        observe(capacity(5, 1));
        observe(running("a", 100));
        clock(2_000);
        OperatorSubtaskState checkpoint = flink.snapshot(1, 1);

        Allocation first = restoredAndWoken(checkpoint, 10_000);
        Allocation second = restoredAndWoken(checkpoint, 10_000);

        assertThat(first.wish()).isEqualTo(Wish.RUNNING);
        assertThat(second.epoch()).isGreaterThan(first.epoch());
    }

    @Test
    void removesTheAllocationOfAJobThatIsOverAndKeepsNothingOfIt() throws Exception {
        observe(capacity(5, 1));
        clock(1_000);
        observe(running("a", 100));
        clock(2_000);
        observe(gone("a"));
        clock(3_000);
        assertThat(said()).last().isEqualTo(new AllocationUpdate("a", null));

        OperatorSubtaskState checkpoint = flink.snapshot(1, 1);

        assertThat(restored(checkpoint, 10_000)).isEmpty();
    }

    @Test
    void itsOwnClaimAndOlderOnesChangeNothing() throws Exception {
        observe(capacity(5, 1));
        observe(running("a", 100));
        clock(2_000);

        claim(TERMS.get());
        claim(TERMS.get() - 1);
        clock(3_000);

        assertThat(said()).hasSize(1);
    }

    @Test
    void aHigherClaimEndsItAndItComesBackAboveThatClaim() throws Exception {
        observe(capacity(5, 1));
        observe(running("a", 100));
        clock(2_000);
        OperatorSubtaskState checkpoint = flink.snapshot(1, 1);
        long foreign = TERMS.incrementAndGet();

        assertThatThrownBy(() -> claim(foreign))
                .isInstanceOf(SupersededException.class)
                .hasMessageContaining("epoch %d was claimed", foreign);
        Allocation again = restoredAndWoken(checkpoint, 10_000);
        claim(foreign); // read again, as it came after the checkpoint

        assertThat(again.epoch()).isGreaterThan(foreign);
    }

    private Allocation restoredAndWoken(OperatorSubtaskState checkpoint, long at) throws Exception {
        return allocation(restored(checkpoint, at).get(0));
    }

    /** Nothing happens after this start: the timer that was restored wakes it. */
    private List<AllocationUpdate> restored(OperatorSubtaskState checkpoint, long at) throws Exception {
        flink.close();
        flink = harness();
        flink.setProcessingTime(T0.toEpochMilli() + at);
        flink.initializeState(checkpoint);
        flink.open();
        clock(at + 1);
        clock(at + 2_100);
        return said();
    }

    private static Allocation allocation(AllocationUpdate update) {
        return Objects.requireNonNull(update.allocation());
    }

    private void observe(JobSituation situation) throws Exception {
        flink.processElement(ClusterFact.of(situation), 0);
    }

    private void observe(FleetFact fact) throws Exception {
        flink.processElement(ClusterFact.of(fact), 0);
    }

    private void claim(long term) throws Exception {
        flink.processElement(ClusterFact.ofClaim(term), 0);
    }

    /** In small steps, so that a timer finds the clock where it rang. */
    private void clock(long millis) throws Exception {
        for (long at = flink.getProcessingTime() + 10; at < T0.toEpochMilli() + millis; at += 10) {
            flink.setProcessingTime(at);
        }
        flink.setProcessingTime(T0.toEpochMilli() + millis);
    }

    private List<AllocationUpdate> said() {
        return flink.extractOutputValues();
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, ClusterFact, AllocationUpdate> harness()
            throws Exception {
        var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new WriteBehindOperator<>(
                        new SchedulerFunction(new ScalingConfig("unused", "edf"), TERMS::incrementAndGet)),
                fact -> ClusterFact.CLUSTER,
                Types.STRING);
        harness.setStateBackend(new EmbeddedRocksDBStateBackend(false));
        return harness;
    }
}
