package io.prompttuner.controller.decide;

import static io.prompttuner.controller.decide.Facts.job;
import static io.prompttuner.controller.decide.Facts.paused;
import static io.prompttuner.controller.decide.Facts.pool;
import static io.prompttuner.controller.decide.Facts.running;
import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.controller.message.Effect;
import io.prompttuner.controller.message.Holding;
import io.prompttuner.controller.rule.Attempts;
import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.Role;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ZombieSchedulerTest {

    private static final long OLD = 1;
    private static final long NEW = 2;
    private static final Holding HELD = Facts.holding("j", Attempts.of(5, 1), 1, 1);

    @Test
    void anOldEpochHasNoEffectOnAJobThatTheNewOneSpokeOf() {
        Bench bench = tuningUnder(NEW);

        bench.read(paused("j", OLD, 99));

        assertThat(bench.told()).containsExactly("w-1 Assign");
    }

    @Test
    void norOnOneThatTheNewOneHasNotTouchedSince() {
        Bench bench = tuningUnder(OLD).claim(Role.SCHEDULER, NEW);

        bench.read(paused("j", OLD, 99));

        assertThat(bench.told()).containsExactly("w-1 Assign");
    }

    @Test
    void aWishAboutOneJobVoidsTheOldEpochForAll() {
        Bench bench = tuningUnder(OLD).read(job("other"), running("other", NEW, 1));

        bench.read(paused("j", OLD, 99));

        assertThat(bench.told()).containsExactly("w-1 Assign");
    }

    @Test
    void norWhenCompactionLeftItAsTheLastValueAndTheControllerRestarts() {
        Bench bench = new Bench(5)
                .claim(Role.SCHEDULER, OLD)
                .claim(Role.SCHEDULER, NEW)
                .read(job("j"), running("j", OLD, 99))
                .caughtUp()
                .attach("w-1", null)
                .passWith(20_000, Map.of(), "w-1");

        assertThat(bench.assignments()).isEmpty();
        bench.read(running("j", NEW, 1));
        assertThat(bench.told()).containsExactly("w-1 Assign");
    }

    @Test
    void norWhenTheClaimIsReadAfterTheWish() {
        Bench bench = new Bench(5)
                .read(job("j"), running("j", OLD, 99))
                .claim(Role.SCHEDULER, OLD)
                .claim(Role.SCHEDULER, NEW)
                .caughtUp()
                .attach("w-1", null)
                .passWith(20_000, Map.of(), "w-1");

        assertThat(bench.assignments()).isEmpty();
    }

    @Test
    void aJobThatWaitsForAWorkerIsForgottenWithItsEpoch() {
        Bench bench = Bench.commanding(5, job("j"), running("j", OLD, 1)).claim(Role.SCHEDULER, NEW);

        bench.attach("w-1", null);

        assertThat(bench.assignments()).isEmpty();
    }

    @Test
    void anOldPoolTargetStartsAndStopsNothing() {
        Bench bench = Bench.commanding(5, pool(1, OLD, 1))
                .pass(250)
                .claim(Role.SCHEDULER, NEW)
                .forget();

        bench.read(pool(4, OLD, 99)).pass(1_000);
        bench.read(pool(0, OLD, 100)).pass(1_000);

        assertThat(bench.effects)
                .noneMatch(effect -> effect instanceof Effect.StartWorker || effect instanceof Effect.StopWorker);
    }

    @Test
    void withinAnEpochOnlyALowerSequenceOfTheSameJobIsRefused() {
        Bench bench = tuningUnder(NEW).read(running("j", NEW, 7), job("other"), running("other", NEW, 3));

        bench.read(paused("j", NEW, 6));
        assertThat(bench.told()).containsExactly("w-1 Assign");
        bench.read(paused("j", NEW, 7));
        assertThat(bench.told()).containsExactly("w-1 Assign", "w-1 Pause");
    }

    @Test
    void aTombstoneLeavesAJobWhatItHas() {
        Bench bench = tuningUnder(NEW).tombstone(Topic.ALLOCATIONS, "j");

        assertThat(bench.told()).containsExactly("w-1 Assign");
        assertThat(bench.controller.bindings()).containsKey("j");
    }

    private static Bench tuningUnder(long epoch) {
        return Bench.commanding(5, job("j"), running("j", epoch, 1))
                .attach("w-1", null)
                .heartbeat("w-1", HELD);
    }
}
