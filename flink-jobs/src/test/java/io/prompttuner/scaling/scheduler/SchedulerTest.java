package io.prompttuner.scaling.scheduler;

import static io.prompttuner.scaling.scheduler.Situations.T0;
import static io.prompttuner.scaling.scheduler.Situations.arrived;
import static io.prompttuner.scaling.scheduler.Situations.cancelled;
import static io.prompttuner.scaling.scheduler.Situations.capacity;
import static io.prompttuner.scaling.scheduler.Situations.ended;
import static io.prompttuner.scaling.scheduler.Situations.gone;
import static io.prompttuner.scaling.scheduler.Situations.running;
import static io.prompttuner.scaling.scheduler.Situations.sharing;
import static io.prompttuner.scaling.scheduler.Situations.stopping;
import static io.prompttuner.scaling.scheduler.Situations.worker;
import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.domain.scheduling.AllocationReason;
import io.prompttuner.domain.scheduling.PlannedPool;
import io.prompttuner.domain.throughput.ModelProfile;
import io.prompttuner.policies.Policies;
import io.prompttuner.scaling.fact.FleetFact;
import io.prompttuner.wire.event.Allocation;
import io.prompttuner.wire.event.Cause;
import io.prompttuner.wire.event.Decision;
import io.prompttuner.wire.event.FactKind;
import io.prompttuner.wire.event.Option;
import io.prompttuner.wire.event.PoolReason;
import io.prompttuner.wire.event.PoolTarget;
import io.prompttuner.wire.event.Wish;
import io.prompttuner.wire.event.WishReason;
import io.prompttuner.wire.event.WorkerPhase;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SchedulerTest {

    private static final Instant SETTLED = T0.plusSeconds(1);

    private final Scheduler scheduler = scheduler(12);

    @Test
    void plansNothingBeforeItKnowsHowManyGpusThereAre() {
        scheduler.observe(running("a", 100));
        assertThat(scheduler.plan(SETTLED)).isEqualTo(Spoken.NOTHING);

        scheduler.observe(capacity(5, 1));

        assertThat(scheduler.plan(SETTLED).allocations()).hasSize(1);
    }

    @Test
    void plansNothingWhileItRelivesTheLastSeconds() {
        scheduler.observe(capacity(5, 1));
        scheduler.observe(arrived("a", 100));

        assertThat(scheduler.plan(SETTLED.minusMillis(1))).isEqualTo(Spoken.NOTHING);
        assertThat(scheduler.plan(SETTLED).allocations()).hasSize(1);
    }

    @Test
    void allocatesUnderItsEpochAndExplainsItself() {
        scheduler.observe(capacity(5, 1));
        scheduler.observe(arrived("late", 500));
        scheduler.observe(arrived("soon", 100));

        Spoken spoken = scheduler.plan(SETTLED);

        Allocation soon = allocation(spoken, "soon");
        assertThat(soon.wish()).isEqualTo(Wish.RUNNING);
        assertThat(soon.epoch()).isEqualTo(12);
        assertThat(soon.sequence()).isEqualTo(1);
        assertThat(soon.decision()).isEqualTo("12-1-soon");
        assertThat(allocation(spoken, "late").wish()).isEqualTo(Wish.PAUSED);
        assertThat(spoken.decisions()).extracting(Decision::id).contains("12-1-soon", "12-1-late");
        assertThat(spoken.pools()).containsExactly(new PoolTarget("m", 1, 12, 1, PoolReason.JOBS_WAITING));
    }

    @Test
    void allocatesSeveralWorkersWhereThatMeetsADeadlineAndSaysWhy() { // ten steps of 1 s within 9 s, of which one is
        // over
        scheduler.observe(capacity(5, 2));
        scheduler.observe(worker(5, "w1", WorkerPhase.BUSY, 0));
        scheduler.observe(worker(5, "w2", WorkerPhase.WARM, 0));
        scheduler.observe(sharing("a", 9, 1));

        Spoken spoken = scheduler.plan(SETTLED);

        assertThat(allocation(spoken, "a").workers()).isEqualTo(2);
        assertThat(spoken.pools()).extracting(PoolTarget::workers).containsExactly(2);
        assertThat(spoken.decisions().get(0).chosen().note())
                .isEqualTo("shares its steps among 2 workers: in time with a chance of 90 %");
        assertThat(spoken.decisions().get(0).rejected())
                .extracting(Option::workers)
                .isEqualTo(1);
    }

    @Test
    void twoWorkersOfOneJobAreTwoOfTheFleetAndAreTakenBackForOneThatWaits() {
        scheduler.observe(capacity(5, 2));
        scheduler.observe(worker(5, "w1", WorkerPhase.BUSY, 0));
        scheduler.observe(worker(5, "w2", WorkerPhase.BUSY, 0));
        scheduler.observe(sharing("a", 9, 2));
        assertThat(allocation(scheduler.plan(SETTLED), "a").workers()).isEqualTo(2);

        scheduler.observe(arrived("b", 100));
        Spoken spoken = scheduler.plan(SETTLED);

        assertThat(allocation(spoken, "a").workers()).isEqualTo(1);
        assertThat(allocation(spoken, "a").wish()).isEqualTo(Wish.RUNNING);
        assertThat(allocation(spoken, "b").workers()).isEqualTo(1);
    }

    @Test
    void namesTheEarliestFactSinceTheLastPlanAsTheCause() {
        scheduler.observe(capacity(5, 1));
        scheduler.plan(SETTLED);
        scheduler.observe(worker(5, "w1", WorkerPhase.LOST, 9));
        scheduler.observe(arrived("a", 100));

        Allocation allocation = allocation(scheduler.plan(SETTLED), "a");

        assertThat(allocation.cause()).isEqualTo(new Cause(FactKind.ARRIVAL, "steps", 3, 77, T0));
    }

    @Test
    void saysNothingTwiceBeforeItIsTimeToRestate() {
        scheduler.observe(capacity(5, 1));
        scheduler.observe(arrived("a", 100));
        scheduler.plan(SETTLED);

        assertThat(scheduler.plan(SETTLED.plusSeconds(9))).isEqualTo(Spoken.NOTHING);
    }

    @Test
    void restatesWithTheSameEpochAndSequence() {
        scheduler.observe(capacity(5, 1));
        scheduler.observe(arrived("a", 100));
        Spoken first = scheduler.plan(SETTLED);

        Spoken again = scheduler.plan(SETTLED.plusSeconds(10));

        assertThat(again.allocations()).isEqualTo(first.allocations());
        assertThat(again.pools()).isEqualTo(first.pools());
        assertThat(again.decisions()).isEmpty();
    }

    @Test
    void itsSuccessorSaysEverythingAgainUnderAHigherEpoch() {
        scheduler.observe(capacity(5, 1));
        scheduler.observe(running("a", 100));
        scheduler.plan(SETTLED);

        Scheduler successor = scheduler(13);
        successor.restore(List.of(running("a", 100)), List.of(capacity(5, 1)), List.of());
        Spoken spoken = successor.plan(SETTLED);

        assertThat(allocation(spoken, "a").epoch()).isEqualTo(13);
        assertThat(allocation(spoken, "a").cause().kind()).isEqualTo(FactKind.TIME);
        assertThat(spoken.pools()).hasSize(1);
    }

    @Test
    void stoppingFollowsFromFactsAlone() {
        scheduler.observe(cancelled("cancelled", 100));
        scheduler.observe(ended("ended"));
        scheduler.observe(stopping("late", 0));

        Spoken spoken = scheduler.plan(SETTLED.plusSeconds(1));

        assertThat(spoken.allocations())
                .allSatisfy(allocation -> assertThat(allocation.wish()).isEqualTo(Wish.STOPPED));
        assertThat(allocation(spoken, "cancelled").reason()).isEqualTo(WishReason.CANCEL_REQUESTED);
        assertThat(allocation(spoken, "ended").reason()).isEqualTo(WishReason.ENDED);
        assertThat(allocation(spoken, "late").reason()).isEqualTo(WishReason.DEADLINE_PASSED);
    }

    @Test
    void aJobThatMayGoOnIsNotStoppedAtItsDeadline() {
        scheduler.observe(capacity(5, 1));
        scheduler.observe(arrived("a", 0));

        Allocation allocation = allocation(scheduler.plan(SETTLED.plusSeconds(9)), "a");

        assertThat(allocation.wish()).isEqualTo(Wish.RUNNING);
        assertThat(allocation.reason()).isEqualTo(WishReason.BEST_EFFORT);
    }

    @Test
    void forgetsAJobOnceItsOutcomeIsMade() {
        scheduler.observe(capacity(5, 1));
        scheduler.observe(running("a", 100));
        scheduler.plan(SETTLED);

        assertThat(scheduler.observe(gone("a")).urgent()).isTrue();

        assertThat(scheduler.plan(SETTLED).forgotten()).containsExactly("a");
        assertThat(scheduler.plan(SETTLED.plusSeconds(20)).allocations()).isEmpty();
    }

    @Test
    void arrivalsEndsAndLostWorkersCanNotWait() {
        assertThat(scheduler.observe(arrived("a", 100)).urgent()).isTrue();
        assertThat(scheduler.observe(running("a", 100)).urgent()).isFalse();
        assertThat(scheduler.observe(ended("a")).urgent()).isTrue();
        assertThat(scheduler.observe(worker(5, "w", WorkerPhase.BUSY, 1)).urgent())
                .isFalse();
        assertThat(scheduler.observe(worker(5, "w", WorkerPhase.LOST, 2)).urgent())
                .isTrue();
        assertThat(scheduler
                        .observe(new FleetFact(Situations.origin("fleet", T0), "w", null))
                        .urgent())
                .isTrue();
    }

    @Test
    void whatAnOlderControllerSaysAfterANewerOneHasNoEffect() {
        scheduler.observe(capacity(5, 4));
        scheduler.observe(new FleetFact(
                Situations.origin("fleet", T0.plusSeconds(9)),
                "capacity",
                capacity(4, 0).event()));
        scheduler.observe(arrived("a", 100));

        assertThat(allocation(scheduler.plan(SETTLED), "a").wish()).isEqualTo(Wish.RUNNING);
    }

    @Test
    void whatAnOlderControllerSaidBeforeANewerOneStillStandsInWhateverOrderItIsRead() {
        scheduler.observe(worker(5, "capacity-is-elsewhere", WorkerPhase.WARM, 9));
        scheduler.observe(capacity(4, 1));
        scheduler.observe(arrived("a", 100));

        assertThat(allocation(scheduler.plan(SETTLED), "a").wish()).isEqualTo(Wish.RUNNING);
    }

    @Test
    void learnsHowLongAModelTakesToLoad() {
        scheduler.observe(worker(5, "w", WorkerPhase.LOADING, 0));

        Observed observed = scheduler.observe(worker(5, "w", WorkerPhase.WARM, 4));

        assertThat(observed.learnt())
                .isEqualTo(ModelProfile.unknown("m").withLoad(4).withGpus(1));
    }

    @Test
    void aModelNobodyNeedsAnyMoreIsToldSo() {
        scheduler.observe(capacity(5, 1));
        scheduler.observe(arrived("a", 100));
        scheduler.plan(SETTLED);
        scheduler.observe(gone("a"));

        assertThat(scheduler.plan(SETTLED).pools())
                .containsExactly(new PoolTarget("m", 0, 12, 2, PoolReason.NO_DEMAND));
    }

    @ParameterizedTest
    @EnumSource(AllocationReason.class)
    void everyReasonOfAPolicyIsAWordOfTheWire(AllocationReason reason) {
        assertThat(WishReason.valueOf(reason.name()).name()).isEqualTo(reason.name());
    }

    @ParameterizedTest
    @EnumSource(PlannedPool.Reason.class)
    void everyReasonOfAPoolIsAWordOfTheWire(PlannedPool.Reason reason) {
        assertThat(PoolReason.valueOf(reason.name()).name()).isEqualTo(reason.name());
    }

    private static Scheduler scheduler(long epoch) {
        return new Scheduler(Policies.named("edf"), SchedulerSettings.standard(), epoch, T0);
    }

    private static Allocation allocation(Spoken spoken, String job) {
        return spoken.allocations().stream()
                .filter(allocation -> allocation.job().equals(job))
                .findFirst()
                .orElseThrow();
    }
}
