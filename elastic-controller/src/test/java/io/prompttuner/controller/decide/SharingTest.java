package io.prompttuner.controller.decide;

import static io.prompttuner.controller.decide.Facts.EPOCH;
import static io.prompttuner.controller.decide.Facts.checkpointed;
import static io.prompttuner.controller.decide.Facts.ended;
import static io.prompttuner.controller.decide.Facts.job;
import static io.prompttuner.controller.decide.Facts.paused;
import static io.prompttuner.controller.decide.Facts.running;
import static io.prompttuner.controller.decide.Facts.shared;
import static io.prompttuner.controller.decide.Facts.team;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.prompttuner.controller.message.Command;
import io.prompttuner.controller.message.Effect;
import io.prompttuner.controller.message.Holding;
import io.prompttuner.controller.message.Team;
import io.prompttuner.controller.message.WorkerMessage;
import io.prompttuner.controller.rule.Attempts;
import io.prompttuner.controller.rule.Generations;
import io.prompttuner.wire.event.Allocation;
import io.prompttuner.wire.event.AssignmentEvent;
import io.prompttuner.wire.event.AssignmentKind;
import io.prompttuner.wire.event.AssignmentReason;
import io.prompttuner.wire.event.StepEvent;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ListAssert;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** Several workers may share a job; they come and go without an end to it. */
class SharingTest {

    private static final long FIRST = Attempts.of(5, 1);
    private static final long SECOND = Attempts.of(5, 2);
    private static final long FOUNDED = Generations.of(FIRST, 0);
    private static final long GROWN = Generations.of(FIRST, 1);
    private static final Holding HELD = Facts.holding("j", FIRST, 7, 1);

    @Test
    void bindsAJobToAsManyWorkersAsItShouldHave() {
        Bench bench =
                Bench.commanding(5).attach("w-1", null).attach("w-2", null).attach("w-3", null);

        bench.read(job("j"), shared("j", 2, 1));

        assertRecords(bench).containsExactly(tuple(AssignmentKind.BOUND, FIRST, 0, List.of("w-1", "w-2")));
        assertThat(bench.assignments()).extracting(AssignmentEvent::gpus).containsExactly(2);
        assertThat(bench.told()).containsExactly("w-1 Assign", "w-2 Assign");
        assertThat(bench.commands(Command.Assign.class))
                .containsOnly(new Command.Assign(job("j"), FIRST, 1, team(FIRST, "w-1", "w-2")));
    }

    @Test
    void beginsWithWhatThereIsAndGrowsWhenThereIsMore() {
        Bench bench = tuningAlone().read(shared("j", 2, 2));
        assertThat(bench.assignments()).isEmpty();

        bench.attach("w-2", null);

        assertRecords(bench).containsExactly(tuple(AssignmentKind.RESIZED, FIRST, 1, List.of("w-1", "w-2")));
        assertThat(bench.told()).containsExactly("w-1 Resize", "w-2 Assign");
        Team both = new Team(
                "j@" + FOUNDED,
                GROWN,
                List.of(
                        new Team.Seat("w-1", "w-1@" + FOUNDED, "host:1"),
                        new Team.Seat("w-2", "w-2@" + GROWN, "host:1")));
        assertThat(bench.commands(Command.Resize.class)).containsExactly(new Command.Resize("j", FIRST, both));
        assertThat(bench.commands(Command.Assign.class)).containsExactly(new Command.Assign(job("j"), FIRST, 1, both));
    }

    @Test
    void growsThroughEveryStageBeforeAnybodyIsTold() {
        Bench bench = tuningAlone().attach("w-2", null).holdBack().read(shared("j", 2, 2));

        assertThat(bench.heldBack()).hasOnlyElementsOfType(Effect.ReadSteps.class);
        bench.answerNext(Effect.ReadSteps.class);
        assertThat(bench.heldBack()).hasOnlyElementsOfType(Effect.Append.class);
        bench.answerNext(Effect.Append.class).answerNext(Effect.Append.class); // the worker's state in fleet, resized
        assertThat(bench.heldBack()).hasOnlyElementsOfType(Effect.LookAtTerms.class);
        assertThat(bench.told()).isEmpty();
        bench.answerNext(Effect.LookAtTerms.class);
        assertThat(bench.told()).containsExactly("w-1 Resize", "w-2 Assign");
    }

    @Test
    void whoHasNoWorkerAtAllComesBeforeWhoWantsMore() {
        Bench bench = tuningAlone().read(shared("j", 2, 2), job("late", Facts.T0.plusSeconds(9_000)));
        bench.read(running("late", EPOCH, 2));

        bench.attach("w-2", null);

        assertThat(bench.assignments()).extracting(AssignmentEvent::job).containsExactly("late");
    }

    @Test
    void aWorkerThatWouldComputeOtherBitsSharesNothing() {
        Bench bench = tuningAlone().read(shared("j", 2, 2));

        bench.says(
                "w-2",
                new WorkerMessage.Attached(Facts.MODEL, Facts.HASH, 1, 0, true, "host:1", "float16, 1 thread", null));

        assertThat(bench.assignments()).isEmpty();
    }

    @Test
    void whoIsNoLongerWantedLeavesAndIsFreeOnceItHasLetGo() {
        Bench bench = tuningTogether().read(shared("j", 1, 3));

        assertRecords(bench).containsExactly(tuple(AssignmentKind.RESIZED, FIRST, 1, List.of("w-1")));
        assertThat(bench.told()).containsExactly("w-1 Resize", "w-2 Resize");
        bench.read(job("other"), running("other", EPOCH, 1));
        assertThat(bench.assignments()).hasSize(1);
        bench.letsGo("w-2", "j", FIRST, WorkerMessage.Why.LEFT);

        assertRecords(bench)
                .containsExactly(
                        tuple(AssignmentKind.RESIZED, FIRST, 1, List.of("w-1")),
                        tuple(AssignmentKind.BOUND, FIRST, 0, List.of("w-2")));
    }

    @Test
    void whoIsCalledBackHasAnotherNameThanBefore() {
        Bench bench = tuningTogether().read(shared("j", 1, 3)).letsGo("w-2", "j", FIRST, WorkerMessage.Why.LEFT);
        bench.heartbeat("w-1", at(Generations.of(FIRST, 1))).forget();

        bench.read(shared("j", 2, 4));

        assertThat(bench.commands(Command.Assign.class))
                .singleElement()
                .satisfies(assign -> assertThat(assign.team().seats())
                        .extracting(Team.Seat::member)
                        .containsExactly("w-1@" + FOUNDED, "w-2@" + Generations.of(FIRST, 2)));
    }

    @Test
    void theOthersGoOnUnderAnotherAttemptWhenOneIsLost() {
        Bench bench = tuningTogether().passWith(8_000, Map.of("w-1", HELD));

        assertRecords(bench).containsExactly(tuple(AssignmentKind.BOUND, SECOND, 0, List.of("w-1")));
        assertThat(bench.assignments())
                .extracting(AssignmentEvent::reason, AssignmentEvent::detail)
                .containsExactly(tuple(AssignmentReason.WORKER_LOST, "worker w-2 fell silent"));
        assertThat(bench.commands(Command.Assign.class))
                .containsExactly(
                        new Command.Assign(job("j"), SECOND, 1, team(FOUNDED, Generations.of(SECOND, 0), "w-1")));
    }

    @Test
    void soTheyDoWhenOneFails() {
        Bench bench = tuningTogether().says("w-1", new WorkerMessage.LetGo(HELD, WorkerMessage.Why.ERROR, "no memory"));

        assertThat(bench.assignments())
                .extracting(AssignmentEvent::workers, AssignmentEvent::reason, AssignmentEvent::detail)
                .containsExactly(tuple(List.of("w-2"), AssignmentReason.WORKER_FAILED, "no memory"));
    }

    @Test
    void soTheyDoWhenOneThatWasToLeaveIsLost() {
        Bench bench = tuningTogether().read(shared("j", 1, 3)).forget();

        bench.passWith(8_000, Map.of("w-1", at(Generations.of(FIRST, 1))));

        assertRecords(bench).containsExactly(tuple(AssignmentKind.BOUND, SECOND, 0, List.of("w-1")));
    }

    @Test
    void aLostOneIsReplaced() {
        Bench bench = tuningTogether().passWith(8_000, Map.of("w-1", HELD)).forget();

        bench.heartbeat("w-1", Facts.holding("j", SECOND, 8, 1)).attach("w-3", null);

        assertRecords(bench).containsExactly(tuple(AssignmentKind.RESIZED, SECOND, 1, List.of("w-1", "w-3")));
    }

    @Test
    void aPauseIsReleasedByTheLastOfThem() {
        Bench bench = tuningTogether().read(paused("j", EPOCH, 3), job("other"), running("other", EPOCH, 1));
        assertThat(bench.told()).containsExactly("w-1 Pause", "w-2 Pause");

        bench.letsGo("w-1", "j", FIRST, WorkerMessage.Why.PAUSED);
        assertThat(bench.assignments()).isEmpty();
        bench.letsGo("w-2", "j", FIRST, WorkerMessage.Why.PAUSED);

        assertThat(bench.assignments())
                .extracting(AssignmentEvent::job, AssignmentEvent::kind, AssignmentEvent::reason)
                .containsExactly(
                        tuple("j", AssignmentKind.RELEASED, AssignmentReason.YIELDED_TO_MORE_URGENT),
                        tuple("other", AssignmentKind.BOUND, AssignmentReason.ALLOCATED));
    }

    @Test
    void whoWasNotPausedInTimeGoesOnWithoutThoseWhoWere() {
        Bench bench = tuningTogether().read(paused("j", EPOCH, 3)).letsGo("w-1", "j", FIRST, WorkerMessage.Why.PAUSED);

        bench.read(shared("j", 1, 4));

        assertRecords(bench).containsExactly(tuple(AssignmentKind.RESIZED, FIRST, 1, List.of("w-2")));
    }

    @Test
    void whoDidNotWriteTheEndIsToldToDropAndTheLastOneReleases() {
        StepEvent end = ended("j", FIRST, 9);
        Bench bench = tuningTogether().read(end);

        assertThat(bench.told()).containsExactly("w-2 Drop");
        bench.letsGo("w-1", "j", FIRST, WorkerMessage.Why.ENDED);
        assertThat(bench.assignments()).isEmpty();
        bench.letsGo("w-2", "j", FIRST, WorkerMessage.Why.DROPPED);

        assertThat(bench.assignments())
                .extracting(AssignmentEvent::kind, AssignmentEvent::reason)
                .containsExactly(
                        tuple(AssignmentKind.RELEASED, AssignmentReason.ENDED),
                        tuple(AssignmentKind.CLOSED, AssignmentReason.ENDED));
    }

    @Test
    void whoKnowsOfAnOlderTeamIsToldAgain() {
        Bench bench = tuningAlone().read(shared("j", 2, 2)).attach("w-2", null).forget();

        bench.says("w-1", 2, Facts.attached(5, true, HELD));

        assertThat(bench.told()).containsExactly("w-1 Resize");
        bench.heartbeat("w-1", at(GROWN)).heartbeat("w-2", at(GROWN));
        assertThat(bench.told()).hasSize(1);
    }

    @Test
    void anotherShareOfTheBatchIsAnotherAttemptForAllOfThem() {
        Bench bench = tuningTogether();
        var half = running("j", EPOCH, 3, 0.5);

        bench.read(new Allocation("j", EPOCH, 3, half.wish(), 2, 0.5, half.reason(), half.decision(), half.cause()));

        assertRecords(bench).containsExactly(tuple(AssignmentKind.BOUND, SECOND, 0, List.of("w-1", "w-2")));
        assertThat(bench.told()).containsExactly("w-1 Assign", "w-2 Assign");
    }

    @Test
    void aNewControllerAdoptsThemAllWithTheirNames() {
        Bench next = taking();
        Holding grown = at(GROWN);
        next.attach("w-1", grown).attach("w-2", grown).passWith(8_000, Map.of("w-1", grown, "w-2", grown));
        assertRecords(next).containsExactly(tuple(AssignmentKind.BOUND, FIRST, 1, List.of("w-1", "w-2")));
        assertThat(next.told()).isEmpty();

        next.read(shared("j", 3, 2)).attach("w-3", null);

        assertThat(next.commands(Command.Assign.class))
                .singleElement()
                .satisfies(assign -> assertThat(assign.team().seats())
                        .extracting(Team.Seat::member)
                        .containsExactly("w-1@" + FOUNDED, "w-2@" + GROWN, "w-3@" + Generations.of(FIRST, 2)));
    }

    @Test
    void ofThoseItFindsTheOnesThatCameBackGoOn() {
        Bench next = taking().attach("w-1", at(GROWN));

        next.passWith(8_000, Map.of("w-1", at(GROWN)));

        long another = Attempts.of(6, 1);
        assertRecords(next)
                .containsExactly(
                        tuple(AssignmentKind.BOUND, FIRST, 1, List.of("w-1", "w-2")),
                        tuple(AssignmentKind.BOUND, another, 0, List.of("w-1")));
        assertThat(next.assignments())
                .extracting(AssignmentEvent::reason)
                .containsExactly(AssignmentReason.ADOPTED, AssignmentReason.NOT_ADOPTED);
        assertThat(next.commands(Command.Assign.class))
                .containsExactly(
                        new Command.Assign(job("j"), another, 1, team(FOUNDED, Generations.of(another, 0), "w-1")));
    }

    @Test
    void oneThatGoesInTheWindowIsMissedAtItsEnd() {
        Bench next = taking().attach("w-1", at(GROWN)).attach("w-2", at(GROWN));

        next.letsGo("w-2", "j", FIRST, WorkerMessage.Why.ORPHANED);
        assertThat(next.assignments()).isEmpty();
        next.passWith(8_000, Map.of("w-1", at(GROWN)), "w-2");

        assertThat(next.assignments())
                .extracting(AssignmentEvent::kind, AssignmentEvent::workers)
                .startsWith(
                        tuple(AssignmentKind.BOUND, List.of("w-1", "w-2")),
                        tuple(AssignmentKind.BOUND, List.of("w-1")));
    }

    @Test
    void ifNoneComesBackTheJobIsReleased() {
        Bench next = taking().pass(8_000);

        assertThat(next.assignments())
                .extracting(AssignmentEvent::kind, AssignmentEvent::reason)
                .containsExactly(tuple(AssignmentKind.RELEASED, AssignmentReason.NOT_ADOPTED));
    }

    /** Term 6 has read that term 5 bound job {@code j} to one worker, and then to two. */
    private static Bench taking() {
        var resized = new AssignmentEvent(
                AssignmentKind.RESIZED,
                "j",
                5,
                FIRST,
                1,
                List.of("w-1", "w-2"),
                Facts.NUMERICS,
                2,
                EPOCH,
                1,
                AssignmentReason.ALLOCATED,
                null);
        return new Bench(6)
                .read(job("j"), Facts.bound("j", 5, FIRST, "w-1"), resized, shared("j", 2, 1))
                .read(checkpointed("j", FIRST, 3))
                .caughtUp();
    }

    /** Job {@code j} on {@code w-1}, which says so. */
    private static Bench tuningAlone() {
        return Bench.tuning("w-1").forget();
    }

    /** Job {@code j} on {@code w-1} and {@code w-2}, which say so. */
    private static Bench tuningTogether() {
        return Bench.commanding(5)
                .attach("w-1", null)
                .attach("w-2", null)
                .read(job("j"), shared("j", 2, 2))
                .heartbeat("w-1", HELD)
                .heartbeat("w-2", HELD)
                .forget();
    }

    private static Holding at(long generation) {
        return new Holding("j", FIRST, 8, 1, generation);
    }

    private static ListAssert<Tuple> assertRecords(Bench bench) {
        return assertThat(bench.assignments()
                .map(event -> tuple(event.kind(), event.attempt(), event.generation(), event.workers()))
                .toList());
    }
}
