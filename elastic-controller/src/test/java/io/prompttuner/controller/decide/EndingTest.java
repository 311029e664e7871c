package io.prompttuner.controller.decide;

import static io.prompttuner.controller.decide.Facts.EPOCH;
import static io.prompttuner.controller.decide.Facts.cancelled;
import static io.prompttuner.controller.decide.Facts.checkpointed;
import static io.prompttuner.controller.decide.Facts.ended;
import static io.prompttuner.controller.decide.Facts.job;
import static io.prompttuner.controller.decide.Facts.released;
import static io.prompttuner.controller.decide.Facts.running;
import static io.prompttuner.controller.decide.Facts.wish;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.controller.message.Command;
import io.prompttuner.controller.message.Effect;
import io.prompttuner.controller.message.WorkerMessage;
import io.prompttuner.controller.rule.Attempts;
import io.prompttuner.wire.event.AnswerScore;
import io.prompttuner.wire.event.AssignmentEvent;
import io.prompttuner.wire.event.AssignmentKind;
import io.prompttuner.wire.event.AssignmentReason;
import io.prompttuner.wire.event.Checkpointed;
import io.prompttuner.wire.event.EndKind;
import io.prompttuner.wire.event.EndReason;
import io.prompttuner.wire.event.Ended;
import io.prompttuner.wire.event.Event;
import io.prompttuner.wire.event.Role;
import io.prompttuner.wire.event.StepEvent;
import io.prompttuner.wire.event.Wish;
import io.prompttuner.wire.event.WishReason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndingTest {

    private static final long FIRST = Attempts.of(5, 1);

    @Test
    void closesAJobOnlyWhenItsEndIsReadAndNobodyHoldsIt() {
        Bench bench = Bench.tuning("w-1");

        bench.read(ended("j", FIRST, 7));
        assertThat(kinds(bench)).containsExactly(AssignmentKind.BOUND);
        bench.letsGo("w-1", "j", FIRST, WorkerMessage.Why.ENDED);

        assertThat(kinds(bench)).containsExactly(AssignmentKind.BOUND, AssignmentKind.RELEASED, AssignmentKind.CLOSED);
    }

    @Test
    void doesNotBindAgainBetweenTheWorkersMessageAndTheReadingOfTheEnd() {
        Bench bench = Bench.tuning("w-1").holdBack();

        bench.letsGo("w-1", "j", FIRST, WorkerMessage.Why.ENDED);
        bench.read(ended("j", FIRST, 7)).answerAll();

        assertThat(kinds(bench)).containsExactly(AssignmentKind.BOUND, AssignmentKind.RELEASED, AssignmentKind.CLOSED);
    }

    @Test
    void closesAJobThatWasNeverBound() {
        Bench bench = Bench.commanding(5, job("j"), ended("j", Attempts.of(4, 1), 0));

        assertThat(kinds(bench)).containsExactly(AssignmentKind.CLOSED);
    }

    @Test
    void closesNothingTwiceAndNothingThatAnotherClosed() {
        Bench bench = Bench.commanding(5, job("j"), ended("j", Attempts.of(4, 1), 0), Facts.closed("j", 4));

        bench.read(ended("j", Attempts.of(4, 2), 1)).pass(1_000);

        assertThat(kinds(bench)).isEmpty();
    }

    @Test
    void aLostWorkersEndIsNoneOnceANewerAttemptHasSpoken() {
        Bench bench = Bench.tuning("w-1");

        bench.read(checkpointed("j", Attempts.of(5, 2), 3), ended("j", FIRST, 9));
        bench.letsGo("w-1", "j", FIRST, WorkerMessage.Why.ENDED);

        assertThat(kinds(bench)).doesNotContain(AssignmentKind.CLOSED);
    }

    @Test
    void aHolderOfAnEndedJobIsToldToDropUnlessItWroteTheEnd() {
        Bench other = Bench.tuning("w-1").read(ended("j", Attempts.of(5, 2), 7));
        Bench author = Bench.tuning("w-1").read(ended("j", FIRST, 7));

        assertThat(other.told()).containsExactly("w-1 Assign", "w-1 Drop");
        assertThat(author.told()).containsExactly("w-1 Assign");
    }

    @Test
    void endsACancelledJobThatNobodyHoldsWithItsBestPromptAndAFreshAttempt() {
        Bench bench = Bench.commanding(5, job("j"), checkpointed("j", Attempts.of(4, 9), 30), cancelled("j", EPOCH, 1));

        assertThat(bench.steps())
                .containsExactly(StepEvent.ended(
                        "j",
                        FIRST,
                        30,
                        "controller",
                        new Ended(EndKind.CANCELLED, EndReason.CANCEL_REQUESTED, "p30", 1.0 / 31, 0.5, null)));
        assertThat(kinds(bench)).containsExactly(AssignmentKind.CLOSED);
    }

    @Test
    void saysWhatTheAnswersOfTheBestPromptCameTo() {
        var answers = new AnswerScore(0.75, 0.5);
        var saved = StepEvent.checkpointed("j", Attempts.of(4, 9), 30, "w", new Checkpointed("p30", 0.1, 0.5, answers));

        Bench bench = Bench.commanding(5, job("j"), saved, cancelled("j", EPOCH, 1));

        assertThat(bench.steps())
                .singleElement()
                .satisfies(
                        end -> assertThat(requireNonNull(end.ended()).answers()).isEqualTo(answers));
    }

    @Test
    void aDeadlineThatStopsAJobExhaustsIt() {
        Bench bench = Bench.commanding(5, job("j"), wish("j", EPOCH, 1, Wish.STOPPED, 1, WishReason.DEADLINE_PASSED));

        assertThat(bench.steps())
                .singleElement()
                .satisfies(end -> assertThat(end.ended())
                        .isEqualTo(new Ended(EndKind.EXHAUSTED, EndReason.DEADLINE_PASSED, null, null, null, null)));
    }

    @Test
    void doesNotWriteAgainThatAJobHasEnded() {
        Bench bench = Bench.commanding(5, job("j"), wish("j", EPOCH, 1, Wish.STOPPED, 1, WishReason.ENDED));

        assertThat(bench.steps()).isEmpty();
    }

    @Test
    void aWorkerThatHoldsTheJobIsToldToStopAndEndsItItself() {
        Bench bench = Bench.tuning("w-1").read(cancelled("j", EPOCH, 2));

        assertThat(bench.commands(Command.Stop.class))
                .containsExactly(new Command.Stop("j", FIRST, Command.StopReason.CANCEL_REQUESTED));
        assertThat(bench.steps()).isEmpty();
    }

    /** Released acknowledged, then terms, then steps, then the end: nothing earlier. */
    @Test
    void writesAnEndOnlyAfterReleasedTheLookAndTheReading() {
        Bench bench = Bench.tuning("w-1")
                .read(cancelled("j", EPOCH, 2))
                .holdBack()
                .letsGo("w-1", "j", FIRST, WorkerMessage.Why.PAUSED);

        assertThat(bench.heldBack()).noneMatch(Effect.LookAtTerms.class::isInstance);
        bench.answerNext(Effect.Append.class);
        assertThat(bench.heldBack()).noneMatch(Effect.ReadSteps.class::isInstance);
        bench.answerNext(Effect.LookAtTerms.class);
        assertThat(bench.steps()).isEmpty();
        bench.answerNext(Effect.ReadSteps.class);
        assertThat(bench.steps()).hasSize(1);
    }

    @Test
    void writesNoEndWhenTheLookFindsAHigherTerm() {
        Bench bench = Bench.commanding(5, job("j")).holdBack().read(cancelled("j", EPOCH, 1));

        bench.claim(Role.CONTROLLER, 8).answerAll();

        assertThat(bench.steps()).isEmpty();
    }

    @Test
    void writesNoEndWhenTheReadingFindsOne() {
        Bench bench = Bench.commanding(5, job("j")).holdBack().read(cancelled("j", EPOCH, 1));
        bench.answerNext(Effect.LookAtTerms.class);

        bench.read(ended("j", Attempts.of(4, 1), 3)).answerAll();

        assertThat(bench.steps()).isEmpty();
        assertThat(kinds(bench)).containsExactly(AssignmentKind.CLOSED);
    }

    @Test
    void fiveDeathsInARowWithoutACheckpointFailTheJobWithTheLastError() {
        Bench bench = Bench.commanding(5, history(5, AssignmentReason.WORKER_LOST));

        assertThat(bench.steps())
                .singleElement()
                .satisfies(end -> assertThat(end.ended())
                        .returns(EndKind.FAILED, Ended::end)
                        .returns(EndReason.WORKERS_KEPT_DYING, Ended::reason)
                        .returns("released " + Attempts.of(4, 5), Ended::error));
    }

    @Test
    void fourDeathsDoNot() {
        assertThat(Bench.commanding(5, history(4, AssignmentReason.WORKER_FAILED))
                        .steps())
                .isEmpty();
    }

    @Test
    void whoWasLostWithItsControllerOrDrainedDoesNotCount() {
        assertThat(Bench.commanding(5, history(6, AssignmentReason.NOT_ADOPTED)).steps())
                .isEmpty();
        assertThat(Bench.commanding(5, history(6, AssignmentReason.DRAINED)).steps())
                .isEmpty();
    }

    @Test
    void aNewCheckpointOrAPauseBreaksTheRow() {
        List<Event> progress = new ArrayList<>(List.of(history(5, AssignmentReason.WORKER_LOST)));
        progress.add(checkpointed("j", Attempts.of(4, 3), 10));
        List<Event> pause = new ArrayList<>(List.of(history(4, AssignmentReason.WORKER_LOST)));
        pause.add(released("j", 4, Attempts.of(4, 5), AssignmentReason.YIELDED_TO_MORE_URGENT));
        pause.add(released("j", 4, Attempts.of(4, 6), AssignmentReason.WORKER_LOST));

        assertThat(Bench.commanding(5, progress.toArray(Event[]::new)).steps()).isEmpty();
        assertThat(Bench.commanding(5, pause.toArray(Event[]::new)).steps()).isEmpty();
    }

    /** To save again what one resumed from is no progress. */
    @Test
    void anOldCheckpointSavedAgainBreaksNoRow() {
        List<Event> events = new ArrayList<>();
        events.add(checkpointed("j", Attempts.of(3, 1), 10));
        events.addAll(List.of(history(5, AssignmentReason.WORKER_LOST)));
        events.add(checkpointed("j", Attempts.of(4, 5), 10));

        assertThat(Bench.commanding(5, events.toArray(Event[]::new)).steps()).hasSize(1);
    }

    @Test
    void deathsAreCountedAcrossControllersAndWhileItRuns() {
        List<Event> events = new ArrayList<>(List.of(history(4, AssignmentReason.WORKER_LOST)));
        events.add(running("j", EPOCH, 1));
        Bench bench = Bench.commanding(5, events.toArray(Event[]::new))
                .attach("w-1", null)
                .heartbeat("w-1", Facts.holding("j", FIRST, 0, 1));

        bench.says(
                "w-1",
                new WorkerMessage.LetGo(Facts.holding("j", FIRST, 0, 1), WorkerMessage.Why.ERROR, "out of memory"));

        assertThat(bench.steps())
                .singleElement()
                .satisfies(end -> assertThat(end.ended()).returns("out of memory", Ended::error));
        assertThat(bench.steps().map(StepEvent::attempt)).containsExactly(Attempts.of(5, 2));
    }

    private static Event[] history(int deaths, AssignmentReason reason) {
        List<Event> events = new ArrayList<>();
        events.add(job("j"));
        for (int n = 1; n <= deaths; n++) {
            events.add(Facts.bound("j", 4, Attempts.of(4, n), "w-9"));
            events.add(released("j", 4, Attempts.of(4, n), reason));
        }
        return events.toArray(Event[]::new);
    }

    private static List<AssignmentKind> kinds(Bench bench) {
        return bench.assignments().map(AssignmentEvent::kind).toList();
    }
}
