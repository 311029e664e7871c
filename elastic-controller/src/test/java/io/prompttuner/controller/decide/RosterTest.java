package io.prompttuner.controller.decide;

import static io.prompttuner.controller.decide.Facts.EPOCH;
import static io.prompttuner.controller.decide.Facts.job;
import static io.prompttuner.controller.decide.Facts.pool;
import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.controller.message.Effect;
import io.prompttuner.controller.message.Holding;
import io.prompttuner.controller.message.WorkerMessage;
import io.prompttuner.controller.message.WorkerProcess;
import io.prompttuner.controller.rule.Attempts;
import io.prompttuner.controller.rule.Rules;
import io.prompttuner.wire.event.AssignmentEvent;
import io.prompttuner.wire.event.AssignmentReason;
import io.prompttuner.wire.event.FleetEvent;
import io.prompttuner.wire.event.Role;
import io.prompttuner.wire.event.WorkerPhase;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RosterTest {

    private static final Holding HELD = Facts.holding("j", Attempts.of(5, 1), 1, 1);

    @Test
    void aSilentWorkerIsLostAfterEightSeconds() {
        Bench bench = Bench.tuning("w-1").pass(7_750);
        assertThat(reasons(bench)).containsExactly(AssignmentReason.ALLOCATED);

        bench.pass(250);

        assertThat(reasons(bench)).containsExactly(AssignmentReason.ALLOCATED, AssignmentReason.WORKER_LOST);
        assertThat(phases(bench)).last().isEqualTo(WorkerPhase.LOST);
    }

    @Test
    void timeInWhichTheControllerSleptIsNoSilence() {
        Bench bench = Bench.tuning("w-1").jump(60_000).jump(60_000);

        assertThat(reasons(bench)).containsExactly(AssignmentReason.ALLOCATED);
    }

    @Test
    void aBrokenStreamAloneLosesNobody() {
        Bench bench =
                Bench.tuning("w-1").says("w-1", new WorkerMessage.Closed()).pass(3_000);
        bench.says("w-1", 2, Facts.attached(5, true, HELD));

        bench.passWith(20_000, Map.of());

        assertThat(reasons(bench).subList(0, 1)).containsExactly(AssignmentReason.ALLOCATED);
    }

    @Test
    void aLostWorkerThatComesBackDropsWhatItHeldAndIsOfUse() {
        Bench bench = Bench.tuning("w-1").pass(8_000);

        bench.attach("w-1", HELD);
        assertThat(bench.told()).containsExactly("w-1 Assign", "w-1 Drop");
        bench.letsGo("w-1", "j", HELD.attempt(), WorkerMessage.Why.DROPPED);

        assertThat(bench.told()).containsExactly("w-1 Assign", "w-1 Drop", "w-1 Assign");
    }

    @Test
    void aProcessThatEndedIsLostAtOnce() {
        Bench bench = Bench.tuning("w-1").listed(process("w-1"));

        bench.listed();

        assertThat(reasons(bench)).containsExactly(AssignmentReason.ALLOCATED, AssignmentReason.WORKER_LOST);
        assertThat(bench.all(Effect.Append.class)).anyMatch(append -> append.event() == null);
    }

    @Test
    void aWorkerThatFailsGivesItsJobBackAndGoes() {
        Bench bench = Bench.tuning("w-1").says("w-1", new WorkerMessage.Failed("no such device"));

        assertThat(bench.assignments())
                .last()
                .returns(AssignmentReason.WORKER_FAILED, AssignmentEvent::reason)
                .returns("no such device", AssignmentEvent::detail);
        assertThat(bench.effects).contains(new Effect.StopWorker("w-1"));
    }

    @Test
    void startsWhatAPoolLacksWithinTheGpusThereAre() {
        Bench bench =
                new Bench(5, 2, Rules.ALL).read(pool(3, EPOCH, 1)).caughtUp().pass(10_000);

        assertThat(bench.all(Effect.StartWorker.class).map(Effect.StartWorker::worker))
                .containsExactly("w-5-1", "w-5-2");
    }

    @Test
    void looksAtTermsBeforeItStartsOrStopsProcesses() {
        Bench bench = Bench.commanding(5).holdBack().read(pool(1, EPOCH, 1)).pass(250);

        bench.claim(Role.CONTROLLER, 6).answerAll();

        assertThat(bench.all(Effect.StartWorker.class)).isEmpty();
    }

    @Test
    void asksAgainForAProcessThatIsNotListed() {
        Bench bench = Bench.commanding(5, pool(1, EPOCH, 1)).pass(250).forget();

        bench.listed();

        assertThat(bench.effects).containsExactly(new Effect.StartWorker("w-5-1", Facts.MODEL));
    }

    @Test
    void neverUnloadsABusyWorker() {
        Bench bench = Bench.tuning("w-1").attach("w-2", null);

        bench.read(pool(0, EPOCH, 1)).passWith(5_000, Map.of("w-1", HELD), "w-2");

        assertThat(bench.all(Effect.StopWorker.class)).containsOnly(new Effect.StopWorker("w-2"));
    }

    @Test
    void keepsAModelWithoutATargetAsItIs() {
        Bench bench = Bench.commanding(5).attach("w-1", null).passWith(5_000, Map.of(), "w-1");

        assertThat(bench.all(Effect.StopWorker.class)).isEmpty();
    }

    @Test
    void aGpuIsFreeOnlyWhenItsProcessIsGone() {
        Bench bench = new Bench(5, 1, Rules.ALL)
                .caughtUp()
                .pass(8_000)
                .attach("w-1", null)
                .listed(process("w-1"));

        bench.read(pool(0, EPOCH, 1)).pass(500);
        bench.read(pool(1, EPOCH, 2)).pass(500);
        assertThat(bench.all(Effect.StartWorker.class)).isEmpty();
        bench.listed().pass(500);

        assertThat(bench.all(Effect.StartWorker.class)).hasSize(1);
    }

    @Test
    void aWorkerThatWasNeverListedAndLeftItsStreamOpenIsGoneOnceItIsSilent() {
        Bench bench = new Bench(5, 1, Rules.ALL).caughtUp().pass(8_000).attach("w-1", null);
        bench.read(pool(0, EPOCH, 1)).pass(500).read(pool(1, EPOCH, 2));

        bench.listed().pass(6_000);
        assertThat(bench.all(Effect.StartWorker.class)).isEmpty();
        bench.pass(2_000).listed().pass(500);

        assertThat(bench.all(Effect.StartWorker.class)).hasSize(1);
    }

    @Test
    void waitsLongerAndLongerForAModelThatDoesNotLoad() {
        Bench bench =
                Bench.commanding(5, pool(1, EPOCH, 1)).listed(process("w-5-1")).listed();
        int starts = 0;
        for (int second = 0; second < 60; second++) {
            List<WorkerProcess> started = bench.forget()
                    .pass(1_000)
                    .all(Effect.StartWorker.class)
                    .map(start -> process(start.worker()))
                    .toList();
            if (!started.isEmpty()) {
                starts++;
                bench.listed(started.get(0)).listed();
            }
        }

        assertThat(starts).isEqualTo(5); // after 1, 2, 4, 8 and 16 seconds more, and not yet after 32
    }

    @Test
    void saysWhatEachWorkerDoes() {
        Bench bench = Bench.commanding(5, job("j"))
                .says("w-1", Facts.attached(0, false, null))
                .says("w-1", new WorkerMessage.Warm(Facts.NUMERICS))
                .read(Facts.running("j", EPOCH, 1));

        assertThat(phases(bench)).containsExactly(WorkerPhase.LOADING, WorkerPhase.WARM, WorkerPhase.BUSY);
    }

    private static List<AssignmentReason> reasons(Bench bench) {
        return bench.assignments().map(AssignmentEvent::reason).toList();
    }

    private static List<WorkerPhase> phases(Bench bench) {
        return bench.appended(FleetEvent.class)
                .filter(event -> event.worker() != null)
                .map(event -> Objects.requireNonNull(event.worker()).phase())
                .toList();
    }

    private static WorkerProcess process(String id) {
        return new WorkerProcess(id, Facts.MODEL, true);
    }
}
