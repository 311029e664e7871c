package io.prompttuner.controller.decide;

import static io.prompttuner.controller.decide.Facts.EPOCH;
import static io.prompttuner.controller.decide.Facts.bound;
import static io.prompttuner.controller.decide.Facts.ended;
import static io.prompttuner.controller.decide.Facts.job;
import static io.prompttuner.controller.decide.Facts.paused;
import static io.prompttuner.controller.decide.Facts.released;
import static io.prompttuner.controller.decide.Facts.running;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.prompttuner.controller.message.Command;
import io.prompttuner.controller.message.Effect;
import io.prompttuner.controller.message.Holding;
import io.prompttuner.controller.message.WorkerMessage;
import io.prompttuner.controller.message.WorkerProcess;
import io.prompttuner.controller.rule.Attempts;
import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.AssignmentKind;
import io.prompttuner.wire.event.AssignmentReason;
import io.prompttuner.wire.event.Event;
import io.prompttuner.wire.event.FleetEvent;
import io.prompttuner.wire.event.Role;
import io.prompttuner.wire.event.WorkerFact;
import io.prompttuner.wire.event.WorkerPhase;
import java.util.Map;
import org.assertj.core.api.ListAssert;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class AdoptionTest {

    private static final long OLD = Attempts.of(4, 1);
    private static final Holding HELD = Facts.holding("j", OLD, 12, 1);

    @Test
    void saysAgainUnderItsOwnTermWhatAWorkerStillHolds() {
        Bench bench = taking().attach("w-1", HELD);
        assertThat(bench.assignments()).isEmpty();

        bench.passWith(8_000, Map.of("w-1", HELD));

        assertAssignments(bench).containsExactly(tuple(AssignmentKind.BOUND, 5L, OLD, AssignmentReason.ADOPTED));
        assertThat(bench.told()).isEmpty();
    }

    @Test
    void releasesWhatDidNotComeBackAndBindsItAnew() {
        Bench bench = taking().attach("w-2", null);

        bench.passWith(8_000, Map.of(), "w-2");

        assertAssignments(bench)
                .containsExactly(
                        tuple(AssignmentKind.RELEASED, 5L, OLD, AssignmentReason.NOT_ADOPTED),
                        tuple(AssignmentKind.BOUND, 5L, Attempts.of(5, 1), AssignmentReason.ALLOCATED));
    }

    @Test
    void aWorkerThatLetGoMeanwhileIsFree() {
        Bench bench = taking().attach("w-1", null);

        assertAssignments(bench).containsExactly(tuple(AssignmentKind.RELEASED, 5L, OLD, AssignmentReason.NOT_ADOPTED));
    }

    @Test
    void hearsInTheWindowThatAWorkerLetsGo() {
        Bench bench = taking().attach("w-1", HELD).letsGo("w-1", "j", OLD, WorkerMessage.Why.ORPHANED);

        assertAssignments(bench).containsExactly(tuple(AssignmentKind.RELEASED, 5L, OLD, AssignmentReason.NOT_ADOPTED));
    }

    @Test
    void pausesInTheWindowWhatItHasFound() {
        Bench bench = taking().attach("w-1", HELD).read(paused("j", EPOCH, 2));

        assertThat(bench.told()).contains("w-1 Pause");
    }

    @Test
    void anAttemptThatWasReleasedIsStaleAlsoIfItIsTheNewest() {
        Bench bench = Bench.commanding(
                5, job("j"), bound("j", 4, OLD, "w-1"), released("j", 4, OLD, AssignmentReason.WORKER_LOST));

        bench.attach("w-1", HELD);

        assertThat(bench.commands(Command.Drop.class)).containsExactly(new Command.Drop("j", OLD));
    }

    @Test
    void aStaleWorkerIsToldToDropNeverToStop() {
        Bench bench = Bench.tuning("w-1").attach("w-2", Facts.holding("j", Attempts.of(4, 9), 3, 1));

        assertThat(bench.told()).containsExactly("w-1 Assign", "w-2 Drop");
        bench.letsGo("w-2", "j", Attempts.of(4, 9), WorkerMessage.Why.DROPPED);
        assertThat(bench.assignments()).hasSize(1);
    }

    @Test
    void inTheWindowAnAttemptAboveAllKnownIsTakenOver() {
        Holding newer = Facts.holding("j", Attempts.of(4, 2), 1, 1);
        Bench bench = taking().attach("w-2", newer).passWith(8_000, Map.of("w-2", newer));

        assertAssignments(bench)
                .containsExactly(
                        tuple(AssignmentKind.RELEASED, 5L, OLD, AssignmentReason.NOT_ADOPTED),
                        tuple(AssignmentKind.BOUND, 5L, Attempts.of(4, 2), AssignmentReason.ADOPTED));
        assertThat(bench.told()).doesNotContain("w-2 Drop");
    }

    @Test
    void afterTheWindowSuchAnAttemptIsStale() {
        Bench bench = Bench.commanding(5, job("j")).attach("w-2", Facts.holding("j", Attempts.of(4, 2), 1, 1));

        assertThat(bench.told()).containsExactly("w-2 Drop");
    }

    @Test
    void whatAnEndedJobLeftBehindIsReleasedAndClosed() {
        Bench bench = new Bench(5)
                .read(job("j"), bound("j", 4, OLD, "w-1"), ended("j", OLD, 20))
                .caughtUp()
                .pass(8_000);

        assertAssignments(bench)
                .containsExactly(
                        tuple(AssignmentKind.RELEASED, 5L, OLD, AssignmentReason.NOT_ADOPTED),
                        tuple(AssignmentKind.CLOSED, 5L, 0L, AssignmentReason.ENDED));
    }

    @Test
    void tombstonesTheWorkersThatDidNotCome() {
        var known = FleetEvent.of(4, new WorkerFact("w-9", Facts.MODEL, WorkerPhase.WARM, 1, null, Facts.T0));
        Bench bench = new Bench(5).read(known).caughtUp().pass(8_000);

        assertThat(bench.all(Effect.Append.class))
                .anyMatch(append ->
                        append.topic() == Topic.FLEET && append.key().equals("w-9") && append.event() == null);
    }

    @Test
    void aWorkerWhoseProcessIsGoneCountsAsLostWithTheController() {
        Bench bench =
                taking().listed(new WorkerProcess("w-1", Facts.MODEL, true)).listed();

        assertAssignments(bench).containsExactly(tuple(AssignmentKind.RELEASED, 5L, OLD, AssignmentReason.NOT_ADOPTED));
    }

    /** Terms are compared where they stand in the log, never with the claims one happens to know. */
    @Test
    void countsWhatEveryReaderCountsAlsoIfAHigherClaimWasKnownThen() {
        Bench bench = new Bench(9).claim(Role.CONTROLLER, 8).read(job("j"), bound("j", 4, OLD, "w-1"));

        bench.caughtUp();

        assertThat(bench.controller.bindings()).containsKey("j");
    }

    @Test
    void aRecordAfterOneOfAHigherTermIsVoid() {
        Bench bench = new Bench(9)
                .read(
                        job("j"),
                        bound("j", 4, OLD, "w-1"),
                        released("j", 7, OLD, AssignmentReason.NOT_ADOPTED),
                        bound("j", 4, Attempts.of(4, 2), "w-2"));

        bench.caughtUp();

        assertThat(bench.controller.bindings()).isEmpty();
    }

    @Test
    void answersABindingThatAnOlderControllerStillWrote() {
        Bench bench = Bench.commanding(5, job("j")).read(bound("j", 4, Attempts.of(4, 3), "w-1"));

        assertAssignments(bench)
                .containsExactly(tuple(AssignmentKind.RELEASED, 5L, Attempts.of(4, 3), AssignmentReason.NOT_ADOPTED));
    }

    @Test
    void answersABindingThatCameIntoTheLogBeforeItsOwnWord() {
        long first = Attempts.of(3, 1);
        long second = Attempts.of(4, 1);
        Bench bench = Bench.commanding(5, job("j")).holdBack().read(bound("j", 3, first, "w-1"));

        bench.read(bound("j", 4, second, "w-2")); // what it said of the first is not read back yet, so it stands behind

        assertAssignments(bench)
                .containsExactly(
                        tuple(AssignmentKind.RELEASED, 5L, first, AssignmentReason.NOT_ADOPTED),
                        tuple(AssignmentKind.RELEASED, 5L, second, AssignmentReason.NOT_ADOPTED));
    }

    @Test
    void takesAJobForClosedIfThatCameIntoTheLogBeforeItsOwnWord() {
        Bench bench = Bench.commanding(5, job("j"), Facts.running("j", Facts.EPOCH, 1))
                .holdBack()
                .attach("w-1", null)
                .answerNext(Effect.ReadSteps.class);
        assertThat(bench.controller.bindings()).containsKey("j");

        bench.read(Facts.closed("j", 4));

        assertThat(bench.controller.bindings()).isEmpty();
    }

    @Test
    void passesOverWhatAnOlderControllerWritesAfterItsOwnWord() {
        Bench bench = Bench.tuning("w-1").forget();

        bench.read(bound("j", 4, Attempts.of(4, 3), "w-2"), Facts.closed("j", 4));

        assertThat(bench.assignments()).isEmpty();
        assertThat(bench.controller.bindings()).containsKey("j");
    }

    @Test
    void stepsDownForAnyWordOfAHigherTerm() {
        Event[] words = {
            bound("j", 6, Attempts.of(6, 1), "w-1"),
            FleetEvent.capacity(6, 4),
            FleetEvent.of(6, new WorkerFact("w-1", Facts.MODEL, WorkerPhase.WARM, 1, null, Facts.T0))
        };
        for (Event word : words) {
            assertThat(Bench.commanding(5, job("j")).read(word).controller.phase())
                    .isEqualTo(Phase.DEPOSED);
        }
    }

    @Test
    void stepsDownWhenAWorkerHasObeyedAHigherTerm() {
        Bench bench = Bench.commanding(5, job("j"));

        bench.says("w-1", Facts.attached(6, true, null));

        assertThat(bench.effects).last().isInstanceOf(Effect.StepDown.class);
    }

    @Test
    void whoStepsDownDoesNothingMore() {
        Bench bench = Bench.tuning("w-1").claim(Role.CONTROLLER, 6).forget();

        bench.read(paused("j", EPOCH, 2)).pass(60_000);

        assertThat(bench.effects).isEmpty();
    }

    @Test
    void hasTheLastWordOnItsWorkers() {
        Bench bench = Bench.commanding(5).attach("w-1", null).forget();

        bench.read(FleetEvent.of(4, new WorkerFact("w-1", Facts.MODEL, WorkerPhase.LOST, 1, null, Facts.T0)));
        bench.tombstone(Topic.FLEET, "w-1");
        bench.read(FleetEvent.capacity(4, 99));

        assertThat(bench.appended(FleetEvent.class).map(FleetEvent::key)).containsExactly("w-1", "w-1", "capacity");
    }

    /** Term 5 has read that term 4 bound job {@code j} to {@code w-1}. */
    private static Bench taking() {
        return new Bench(5)
                .read(job("j"), bound("j", 4, OLD, "w-1"), running("j", EPOCH, 1))
                .caughtUp();
    }

    private static ListAssert<Tuple> assertAssignments(Bench bench) {
        return assertThat(bench.assignments()
                .map(event -> tuple(event.kind(), event.term(), event.attempt(), event.reason()))
                .toList());
    }
}
