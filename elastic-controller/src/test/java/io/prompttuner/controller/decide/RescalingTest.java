package io.prompttuner.controller.decide;

import static io.prompttuner.controller.decide.Facts.EPOCH;
import static io.prompttuner.controller.decide.Facts.cancelled;
import static io.prompttuner.controller.decide.Facts.ended;
import static io.prompttuner.controller.decide.Facts.job;
import static io.prompttuner.controller.decide.Facts.paused;
import static io.prompttuner.controller.decide.Facts.running;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.prompttuner.controller.message.Command;
import io.prompttuner.controller.message.Effect;
import io.prompttuner.controller.message.Holding;
import io.prompttuner.controller.message.Team;
import io.prompttuner.controller.message.WorkerMessage;
import io.prompttuner.controller.rule.Attempts;
import io.prompttuner.controller.rule.Generations;
import io.prompttuner.wire.event.AssignmentEvent;
import io.prompttuner.wire.event.AssignmentKind;
import io.prompttuner.wire.event.AssignmentReason;
import io.prompttuner.wire.event.CancelRequested;
import io.prompttuner.wire.event.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A changed batch scale is a new attempt, which the worker that holds the job enters from memory. */
class RescalingTest {

    private static final long FIRST = Attempts.of(5, 1);
    private static final long SECOND = Attempts.of(5, 2);
    private static final Holding WHOLE = Facts.holding("j", FIRST, 7, 1);
    private static final Holding HALF = Facts.holding("j", SECOND, 7, 0.5);

    private Bench bench;

    @BeforeEach
    void tune() {
        bench = Bench.tuning("w-1").forget();
    }

    @Test
    void bindsTheSameWorkerAnewWithoutReleasingIt() {
        bench.read(running("j", EPOCH, 2, 0.5));

        assertThat(bench.assignments())
                .containsExactly(new AssignmentEvent(
                        AssignmentKind.BOUND,
                        "j",
                        5,
                        SECOND,
                        0,
                        List.of("w-1"),
                        Facts.NUMERICS,
                        1,
                        EPOCH,
                        2,
                        AssignmentReason.ALLOCATED,
                        "batch scale 0.5"));
        assertThat(bench.commands(Command.Assign.class))
                .containsExactly(new Command.Assign(job("j"), SECOND, 0.5, entered(SECOND)));
        assertThat(bench.told()).hasSize(1);
    }

    @Test
    void goesThroughEveryStageBeforeTheWorkerIsTold() {
        bench.holdBack().read(running("j", EPOCH, 2, 0.5));

        assertThat(bench.heldBack()).hasOnlyElementsOfType(Effect.ReadSteps.class);
        bench.answerNext(Effect.ReadSteps.class);
        assertThat(bench.heldBack()).hasOnlyElementsOfType(Effect.Append.class);
        bench.answerNext(Effect.Append.class);
        assertThat(bench.heldBack()).hasOnlyElementsOfType(Effect.LookAtTerms.class);
        assertThat(bench.told()).isEmpty();
        bench.answerNext(Effect.LookAtTerms.class);
        assertThat(bench.told()).containsExactly("w-1 Assign");
    }

    @Test
    void tellsNobodyWhenTheLookFindsAHigherTerm() {
        untilTheLook();

        bench.claim(Role.CONTROLLER, 9).answerAll();

        assertThat(bench.told()).isEmpty();
        assertThat(bench.effects).last().isInstanceOf(Effect.StepDown.class);
    }

    @Test
    void waitsForTheWorkerToEnter() {
        untilTheLook();
        bench.heartbeat("w-1", WHOLE).answerAll().heartbeat("w-1", WHOLE).heartbeat("w-1", HALF);

        assertThat(bench.told()).containsExactly("w-1 Assign");
        assertThat(bench.controller.bindings())
                .hasEntrySatisfying(
                        "j", binding -> assertThat(binding.attempt()).isEqualTo(SECOND));
    }

    @Test
    void restatingChangesNothing() {
        bench.read(running("j", EPOCH, 2, 0.5)).heartbeat("w-1", HALF).forget();

        bench.read(running("j", EPOCH, 2, 0.5), running("j", EPOCH, 3, 0.5)).heartbeat("w-1", HALF);

        assertThat(bench.assignments()).isEmpty();
        assertThat(bench.told()).isEmpty();
    }

    @Test
    void aScaleThatChangesOnTheWayIsOneMoreAttempt() {
        untilTheLook();

        bench.read(running("j", EPOCH, 3, 1)).answerAll().heartbeat("w-1", HALF);

        assertThat(bench.commands(Command.Assign.class))
                .extracting(Command.Assign::attempt, Command.Assign::batchScale)
                .containsExactly(tuple(SECOND, 0.5), tuple(Attempts.of(5, 3), 1.0));
    }

    @Test
    void tellsAgainOverANewStreamWhatTheOldOneMayHaveLost() {
        bench.read(running("j", EPOCH, 2, 0.5));

        bench.says("w-1", 2, Facts.attached(5, true, WHOLE));

        assertThat(bench.told()).containsExactly("w-1 Assign", "w-1 Assign");
        assertThat(bench.commands(Command.Assign.class))
                .extracting(Command.Assign::attempt)
                .containsOnly(SECOND);
    }

    @Test
    void readsTheStepsBeforeBoundAndFindsTheEnd() {
        bench.holdBack().read(running("j", EPOCH, 2, 0.5));

        bench.read(ended("j", FIRST, 8)).answerAll();

        assertThat(bench.assignments()).isEmpty();
        assertThat(bench.told()).isEmpty(); // its own end the worker reports itself
    }

    @Test
    void dropsTheNewAttemptOfAJobThatEndedMeanwhileUnderTheOldOne() {
        bench.read(running("j", EPOCH, 2, 0.5));

        bench.read(ended("j", FIRST, 8)).letsGo("w-1", "j", FIRST, WorkerMessage.Why.ENDED);
        assertThat(bench.commands(Command.Drop.class)).containsExactly(new Command.Drop("j", SECOND));
        bench.letsGo("w-1", "j", SECOND, WorkerMessage.Why.DROPPED);

        assertThat(bench.assignments())
                .extracting(AssignmentEvent::kind, AssignmentEvent::reason)
                .endsWith(
                        tuple(AssignmentKind.RELEASED, AssignmentReason.ENDED),
                        tuple(AssignmentKind.CLOSED, AssignmentReason.ENDED));
    }

    @Test
    void aJobPausedOnTheWayIsEnteredAndThenPausedSoThatNothingIsLost() {
        untilTheLook();

        bench.read(paused("j", EPOCH, 3)).answerAll();

        assertThat(bench.told()).containsExactly("w-1 Assign", "w-1 Pause");
        assertThat(bench.commands(Command.Pause.class)).containsExactly(new Command.Pause("j", SECOND));
        bench.letsGo("w-1", "j", SECOND, WorkerMessage.Why.PAUSED);
        assertThat(bench.assignments())
                .last()
                .returns(AssignmentKind.RELEASED, AssignmentEvent::kind)
                .returns(SECOND, AssignmentEvent::attempt)
                .returns(AssignmentReason.YIELDED_TO_MORE_URGENT, AssignmentEvent::reason);
    }

    @Test
    void aWorkerThatLetGoOnTheWayBeginsFromItsCheckpoint() {
        untilTheLook();

        bench.letsGo("w-1", "j", FIRST, WorkerMessage.Why.ORPHANED).answerAll();

        assertThat(bench.assignments()).extracting(AssignmentEvent::kind).containsExactly(AssignmentKind.BOUND);
        assertThat(bench.commands(Command.Assign.class))
                .containsExactly(new Command.Assign(job("j"), SECOND, 0.5, entered(SECOND)));
    }

    @Test
    void aWorkerLostOnTheWayIsReplacedAtTheNewScale() {
        untilTheLook();

        bench.pass(8_000).answerAll().attach("w-2", null);

        assertThat(bench.assignments())
                .extracting(AssignmentEvent::kind, AssignmentEvent::attempt)
                .containsExactly(
                        tuple(AssignmentKind.BOUND, SECOND),
                        tuple(AssignmentKind.RELEASED, SECOND),
                        tuple(AssignmentKind.BOUND, Attempts.of(5, 3)));
        assertThat(bench.commands(Command.Assign.class))
                .containsExactly(
                        new Command.Assign(job("j"), Attempts.of(5, 3), 0.5, Facts.team(Attempts.of(5, 3), "w-2")));
    }

    @Test
    void aJobThatIsToEndIsNotBoundAnew() {
        bench.read(new CancelRequested("j", "acme"), running("j", EPOCH, 2, 0.5), cancelled("j", EPOCH, 3));

        assertThat(bench.assignments()).isEmpty();
        assertThat(bench.told()).containsExactly("w-1 Stop");
    }

    @Test
    void whatIsAdoptedKeepsItsAttemptUntilTheWindowIsOver() {
        Bench next = new Bench(6)
                .read(job("j"), Facts.bound("j", 5, FIRST, "w-1"), running("j", EPOCH, 2, 0.5))
                .caughtUp()
                .attach("w-1", WHOLE);
        assertThat(next.assignments()).isEmpty();

        next.passWith(8_000, Map.of("w-1", WHOLE));

        assertThat(next.assignments())
                .extracting(AssignmentEvent::attempt, AssignmentEvent::reason)
                .containsExactly(
                        tuple(FIRST, AssignmentReason.ADOPTED), tuple(Attempts.of(6, 1), AssignmentReason.ALLOCATED));
        assertThat(next.commands(Command.Assign.class))
                .containsExactly(new Command.Assign(job("j"), Attempts.of(6, 1), 0.5, entered(Attempts.of(6, 1))));
    }

    /** The team that was founded with the first attempt, under a later one. */
    private static Team entered(long attempt) {
        return Facts.team(Generations.of(FIRST, 0), Generations.of(attempt, 0), "w-1");
    }

    /** Everything is answered, but the look at terms. */
    private void untilTheLook() {
        bench.holdBack()
                .read(running("j", EPOCH, 2, 0.5))
                .answerNext(Effect.ReadSteps.class)
                .answerNext(Effect.Append.class);
    }
}
