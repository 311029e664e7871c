package io.prompttuner.controller.decide;

import static io.prompttuner.controller.decide.Facts.EPOCH;
import static io.prompttuner.controller.decide.Facts.T0;
import static io.prompttuner.controller.decide.Facts.ended;
import static io.prompttuner.controller.decide.Facts.job;
import static io.prompttuner.controller.decide.Facts.paused;
import static io.prompttuner.controller.decide.Facts.running;
import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.controller.message.Command;
import io.prompttuner.controller.message.Effect;
import io.prompttuner.controller.message.Input;
import io.prompttuner.controller.message.WorkerMessage;
import io.prompttuner.controller.rule.Attempts;
import io.prompttuner.controller.rule.Rules;
import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.AssignmentEvent;
import io.prompttuner.wire.event.AssignmentKind;
import io.prompttuner.wire.event.AssignmentReason;
import io.prompttuner.wire.event.CancelRequested;
import io.prompttuner.wire.event.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BindingTest {

    private static final long FIRST = Attempts.of(5, 1);

    @Test
    void bindsAJobThatShouldRunToAFreeWorkerOfItsModel() {
        Bench bench = Bench.commanding(5, job("j"), running("j", EPOCH, 1)).attach("w-1", null);

        assertThat(bench.assignments())
                .containsExactly(new AssignmentEvent(
                        AssignmentKind.BOUND,
                        "j",
                        5,
                        FIRST,
                        0,
                        List.of("w-1"),
                        Facts.NUMERICS,
                        1,
                        EPOCH,
                        1,
                        AssignmentReason.ALLOCATED,
                        null));
        assertThat(bench.commands(Command.Assign.class))
                .containsExactly(new Command.Assign(job("j"), FIRST, 1.0, Facts.team(FIRST, "w-1")));
    }

    @Test
    void goesThroughEveryStageBeforeTheWorkerIsTold() {
        Bench bench = Bench.commanding(5, job("j"), running("j", EPOCH, 1)).holdBack();

        bench.attach("w-1", null);
        assertThat(bench.assignments()).isEmpty();
        bench.answerNext(Effect.ReadSteps.class);
        assertThat(bench.assignments()).hasSize(1);
        assertThat(bench.heldBack()).noneMatch(Effect.LookAtTerms.class::isInstance);
        bench.answerNext(Effect.Append.class); // the worker's state in fleet
        bench.answerNext(Effect.Append.class); // bound
        assertThat(bench.told()).isEmpty();
        bench.answerNext(Effect.LookAtTerms.class);
        assertThat(bench.told()).containsExactly("w-1 Assign");
    }

    @Test
    void tellsNobodyWhenTheLookFindsAHigherTerm() {
        Bench bench = untilTheLook(Rules.ALL);

        bench.claim(Role.CONTROLLER, 9).answerAll();

        assertThat(bench.told()).isEmpty();
        assertThat(bench.effects).last().isInstanceOf(Effect.StepDown.class);
        assertThat(bench.controller.phase()).isEqualTo(Phase.DEPOSED);
    }

    @Test
    void withoutTheLookItTellsBeforeItCouldKnow() {
        Bench bench = untilTheLook(new Rules(false, true, true));

        assertThat(bench.told()).containsExactly("w-1 Assign");
    }

    /** Everything is answered, but a look at terms. */
    private static Bench untilTheLook(Rules rules) {
        Bench bench = new Bench(5, 4, rules)
                .read(job("j"), running("j", EPOCH, 1))
                .caughtUp()
                .pass(8_000)
                .holdBack()
                .attach("w-1", null)
                .answerNext(Effect.ReadSteps.class);
        while (bench.heldBack().stream().anyMatch(Effect.Append.class::isInstance)) {
            bench.answerNext(Effect.Append.class);
        }
        return bench;
    }

    @Test
    void readsTheStepsBeforeBoundAndFindsTheEnd() {
        Bench bench =
                Bench.commanding(5, job("j"), running("j", EPOCH, 1)).holdBack().attach("w-1", null);

        bench.read(ended("j", Attempts.of(4, 1), 7)).answerAll();

        assertThat(bench.assignments()).extracting(AssignmentEvent::kind).containsExactly(AssignmentKind.CLOSED);
        assertThat(bench.told()).isEmpty();
    }

    @Test
    void bindsTheEarliestDeadlineFirst() {
        Bench bench = Bench.commanding(
                5,
                job("late", T0.plusSeconds(900)),
                job("soon", T0.plusSeconds(60)),
                running("late", EPOCH, 1),
                running("soon", EPOCH, 1));

        bench.attach("w-1", null);

        assertThat(bench.assignments()).extracting(AssignmentEvent::job).containsExactly("soon");
    }

    @Test
    void waitsForAWorkerThatIsWarm() {
        Bench bench = Bench.commanding(5, job("j"), running("j", EPOCH, 1));
        var loading = Facts.attached(0, false, null);

        bench.says("w-1", loading);
        assertThat(bench.assignments()).isEmpty();
        bench.says("w-1", new WorkerMessage.Warm(Facts.NUMERICS));
        assertThat(bench.told()).containsExactly("w-1 Assign");
    }

    @Test
    void usesNoWorkerWhoseWeightsAreNotTheCataloguesOwn() {
        Bench bench = Bench.commanding(5, job("j"), running("j", EPOCH, 1));

        bench.says("w-1", new WorkerMessage.Attached(Facts.MODEL, "other", 1, 0, true, "", "", null));

        assertThat(bench.assignments()).isEmpty();
        assertThat(bench.effects).contains(new Effect.StopWorker("w-1"));
    }

    @Test
    void startsNothingInTheWindow() {
        Bench bench = new Bench(5)
                .read(job("j"), running("j", EPOCH, 1))
                .caughtUp()
                .attach("w-1", null)
                .passWith(7_000, Map.of(), "w-1");

        assertThat(bench.assignments()).isEmpty();
        bench.passWith(1_000, Map.of(), "w-1");
        assertThat(bench.told()).containsExactly("w-1 Assign");
    }

    @Test
    void aPausedJobIsBoundAgainAsANewAttempt() {
        Bench bench = Bench.tuning("w-1");

        bench.read(paused("j", EPOCH, 2));
        assertThat(bench.told()).containsExactly("w-1 Assign", "w-1 Pause");
        bench.letsGo("w-1", "j", FIRST, WorkerMessage.Why.PAUSED);
        assertThat(bench.assignments())
                .last()
                .returns(AssignmentReason.YIELDED_TO_MORE_URGENT, AssignmentEvent::reason);
        bench.read(running("j", EPOCH, 3));

        assertThat(bench.commands(Command.Assign.class))
                .extracting(Command.Assign::attempt)
                .containsExactly(FIRST, Attempts.of(5, 2));
    }

    @Test
    void restatingChangesNothing() {
        Bench bench = Bench.tuning("w-1").forget();

        bench.read(running("j", EPOCH, 1), running("j", EPOCH, 1));

        assertThat(bench.effects).isEmpty();
    }

    @Test
    void aJobWithACancelRequestIsNotBoundAnew() {
        Bench bench = Bench.commanding(5, job("j"), new CancelRequested("j", "acme"), running("j", EPOCH, 1));

        bench.attach("w-1", null);

        assertThat(bench.assignments()).isEmpty();
    }

    @Test
    void pausedBeforeTheWorkerWasToldItIsReleasedUntold() {
        Bench bench = untilTheLook(Rules.ALL);

        bench.read(paused("j", EPOCH, 2)).answerAll();

        assertThat(bench.told()).isEmpty();
        assertThat(bench.assignments())
                .extracting(AssignmentEvent::kind)
                .containsExactly(AssignmentKind.BOUND, AssignmentKind.RELEASED);
    }

    @Test
    void tellsAgainOverANewStreamWhatTheOldOneMayHaveLost() {
        Bench bench = Bench.commanding(5, job("j"), running("j", EPOCH, 1)).attach("w-1", null);

        bench.says("w-1", 2, Facts.attached(5, true, null));

        assertThat(bench.told()).containsExactly("w-1 Assign", "w-1 Assign");
        assertThat(bench.commands(Command.Assign.class))
                .extracting(Command.Assign::attempt)
                .containsOnly(FIRST);
    }

    @Test
    void aWorkerThatDoesNotTakeItsJobLosesIt() {
        Bench bench = Bench.commanding(5, job("j"), running("j", EPOCH, 1)).attach("w-1", null);

        bench.passWith(10_000, Map.of(), "w-1");

        assertThat(bench.assignments())
                .anySatisfy(event -> assertThat(event.reason()).isEqualTo(AssignmentReason.WORKER_FAILED));
    }

    @Test
    void anOldStreamsLastWordsAreOld() {
        Bench bench = Bench.tuning("w-1");
        bench.says("w-1", 2, Facts.attached(5, true, Facts.holding("j", FIRST, 3, 1)));

        bench.says("w-1", 1, new WorkerMessage.Closed()).forget();
        bench.read(paused("j", EPOCH, 2));

        assertThat(bench.told()).containsExactly("w-1 Pause");
    }

    @Test
    void anUnfamiliarTopicChangesNothing() {
        Bench bench = Bench.tuning("w-1").forget();

        bench.give(new Input.Read(Topic.SLO, "acme", 1, null));

        assertThat(bench.effects).isEmpty();
    }
}
