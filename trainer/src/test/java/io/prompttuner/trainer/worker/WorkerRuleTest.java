package io.prompttuner.trainer.worker;

import static io.prompttuner.trainer.worker.Play.ATTEMPT;
import static io.prompttuner.trainer.worker.Play.BITS;
import static io.prompttuner.trainer.worker.Play.JOB;
import static io.prompttuner.trainer.worker.Play.NEWER;
import static io.prompttuner.trainer.worker.Play.TEAM;
import static io.prompttuner.trainer.worker.Play.TERM;
import static io.prompttuner.trainer.worker.Play.assign;
import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.trainer.worker.FleetMessage.Attached;
import io.prompttuner.trainer.worker.FleetMessage.Failed;
import io.prompttuner.trainer.worker.FleetMessage.Heartbeat;
import io.prompttuner.trainer.worker.FleetMessage.LetGo;
import io.prompttuner.trainer.worker.Happening.Boundary;
import io.prompttuner.trainer.worker.Happening.Broken;
import io.prompttuner.trainer.worker.Happening.Connected;
import io.prompttuner.trainer.worker.Happening.Disconnected;
import io.prompttuner.trainer.worker.Happening.Ending;
import io.prompttuner.trainer.worker.Happening.Finished;
import io.prompttuner.trainer.worker.Happening.Loaded;
import io.prompttuner.trainer.worker.Happening.ShuttingDown;
import io.prompttuner.trainer.worker.Happening.Tick;
import io.prompttuner.trainer.worker.Order.Drop;
import io.prompttuner.trainer.worker.Order.GoOn;
import io.prompttuner.trainer.worker.Order.Leave;
import io.prompttuner.trainer.worker.Order.Pause;
import io.prompttuner.trainer.worker.Order.Stop;
import io.prompttuner.wire.event.EndReason;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WorkerRuleTest {

    private final Play play = new Play();

    @Test
    void saysThatItIsWarmOnceItHasLoaded() {
        play.happens(new Connected(), new Loaded(1.5, BITS));

        assertThat(play.said()).containsExactly(new Attached(0, false, "", null), new FleetMessage.Warm(1.5, BITS));
    }

    @Test
    void saysWhyItCannotServeEvenIfNobodyListenedAtFirst() {
        play.happens(new Broken("no such model"), new Connected());

        assertThat(play.said()).containsExactly(new Attached(0, false, "", null), new Failed("no such model"));
    }

    @Test
    void beginsWhatItIsAssigned() {
        play.warm().told(TERM, assign(JOB, ATTEMPT, 0.5));

        assertThat(play.begun()).containsExactly(assign(JOB, ATTEMPT, 0.5));
        assertThat(play.order()).isEqualTo(new GoOn(ATTEMPT, 0.5, TEAM));
    }

    @Test
    void beginsNothingBeforeItHasLoaded() {
        play.happens(new Connected()).told(TERM, assign(JOB, ATTEMPT, 1));

        assertThat(play.begun()).isEmpty();
    }

    @Test
    void beginsNothingTwice() {
        play.busy().told(TERM, assign(JOB, ATTEMPT, 1));

        assertThat(play.begun()).hasSize(1);
    }

    @Test
    void neverBeginsAgainWhatItHasLetGo() {
        play.busy().happens(new Finished(Why.PAUSED, "")).told(TERM, assign(JOB, ATTEMPT, 1));

        assertThat(play.begun()).hasSize(1);

        play.told(TERM, assign(JOB, NEWER, 1));
        assertThat(play.begun()).hasSize(2);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commandsForTheJob")
    void ignoresAControllerOfALowerTerm(Command command) {
        play.busy().told(TERM - 1, command);

        assertThat(play.order()).isEqualTo(new GoOn(ATTEMPT, 1, TEAM));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commandsForTheJob")
    void obeysAControllerOfAHigherTermAtTheNextBoundary(Command command, Order expected) {
        play.busy().told(TERM + 3, command).happens(new Boundary(4));

        assertThat(play.order()).isEqualTo(expected);
        assertThat(play.state.term()).isEqualTo(TERM + 3);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commandsForOthers")
    void ignoresWhatNamesAnotherAttemptOrJob(Command command) {
        play.busy().told(TERM, command);

        assertThat(play.order()).isEqualTo(new GoOn(ATTEMPT, 1, TEAM));
    }

    @ParameterizedTest(name = "{0} then {1}")
    @MethodSource("pairs")
    void obeysTheStrongestOfWhatItWasTold(Command first, Command second, Order expected) {
        play.busy().told(TERM, first).told(TERM, second);

        assertThat(play.order()).isEqualTo(expected);
    }

    @Test
    void reportsTheHighestTermItHasSeenWhenItAttaches() {
        play.warm().told(TERM, new Command.Acknowledge()).told(TERM - 2, new Command.Acknowledge());

        play.happens(new Disconnected(), new Connected());

        assertThat(play.said()).last().isEqualTo(new Attached(TERM, true, BITS, null));
    }

    @Test
    void saysWhatItHoldsWhenItAttachesAndEverySecond() {
        play.busy().happens(new Boundary(3), new Disconnected(), new Connected(), new Tick());

        assertThat(play.said())
                .contains(
                        new Attached(TERM, true, BITS, new Holding(JOB, ATTEMPT, 3, 1, 1)),
                        new Heartbeat(new Holding(JOB, ATTEMPT, 3, 1, 1)));
    }

    @Test
    void entersANewerAttemptOfItsJobFromMemory() {
        play.busy().happens(new Boundary(3)).told(TERM, assign(JOB, NEWER, 0.5));

        assertThat(play.order()).isEqualTo(new GoOn(NEWER, 0.5, TEAM));
        assertThat(play.state.holding()).isEqualTo(new Holding(JOB, NEWER, 3, 0.5, 1));
        assertThat(play.begun()).hasSize(1);
        play.told(TERM, new Command.Pause(JOB, ATTEMPT));
        assertThat(play.order()).isEqualTo(new GoOn(NEWER, 0.5, TEAM));
        play.told(TERM, new Command.Pause(JOB, NEWER));
        assertThat(play.order()).isEqualTo(new Pause(Why.PAUSED));
    }

    @Test
    void doesNotLeaveItsJobForAnother() {
        play.busy().told(TERM, assign("job-2", ATTEMPT, 1)).happens(new Finished(Why.ENDED, ""));

        assertThat(play.begun()).hasSize(1);
    }

    @Test
    void beginsWhatItWasToldWhileItWasLettingGo() {
        play.busy().told(TERM, new Command.Drop(JOB, ATTEMPT)).told(TERM, assign("job-2", NEWER, 1));
        assertThat(play.begun()).hasSize(1);

        play.happens(new Finished(Why.DROPPED, ""));

        assertThat(play.said()).last().isEqualTo(new LetGo(new Holding(JOB, ATTEMPT, 0, 1, 1), Why.DROPPED, ""));
        assertThat(play.begun()).last().isEqualTo(assign("job-2", NEWER, 1));
        assertThat(play.order()).isEqualTo(new GoOn(NEWER, 1, TEAM));
    }

    @Test
    void letsNothingButADropReachAJobThatIsEnding() {
        play.busy().happens(new Ending());

        play.told(TERM, new Command.Pause(JOB, ATTEMPT))
                .told(TERM, new Command.Stop(JOB, ATTEMPT, EndReason.CANCEL_REQUESTED))
                .told(TERM, assign(JOB, NEWER, 0.5));
        assertThat(play.order()).isEqualTo(new GoOn(ATTEMPT, 1, TEAM));

        play.told(TERM, new Command.Drop(JOB, ATTEMPT));
        assertThat(play.order()).isEqualTo(new Drop());
    }

    @Test
    void isWarmAgainOnlyAfterItHasSaidSo() {
        play.busy().happens(new Boundary(9), new Finished(Why.ENDED, ""), new Tick());

        assertThat(play.said())
                .endsWith(new LetGo(new Holding(JOB, ATTEMPT, 9, 1, 1), Why.ENDED, ""), new Heartbeat(null));
        assertThat(play.state.phase()).isEqualTo(new Phase.Warm());
    }

    @Test
    void goesOnForAMinuteWithoutAController() {
        play.busy().happens(new Disconnected()).later(59).happens(new Tick());

        assertThat(play.order()).isEqualTo(new GoOn(ATTEMPT, 1, TEAM));
    }

    @Test
    void checkpointsAndWaitsOnceItHasBeenAloneForAMinute() {
        play.busy().happens(new Disconnected()).later(60).happens(new Tick());

        assertThat(play.order()).isEqualTo(new Pause(Why.ORPHANED));
        play.happens(new Finished(Why.ORPHANED, ""), new Connected());
        assertThat(play.said()).last().isEqualTo(new Attached(TERM, true, BITS, null));
    }

    @Test
    void isNoLessAloneWhenOnlyAZombieSpeaks() {
        play.busy();
        for (int second = 0; second < 60; second++) {
            play.later(1).told(TERM - 1, new Command.Acknowledge()).happens(new Tick());
        }

        assertThat(play.order()).isEqualTo(new Pause(Why.ORPHANED));
    }

    @Test
    void writesItsEndAlsoWhenItIsAlone() {
        play.busy().happens(new Ending(), new Disconnected()).later(90).happens(new Tick());

        assertThat(play.order()).isEqualTo(new GoOn(ATTEMPT, 1, TEAM));
    }

    @Test
    void givesUpAStreamOnWhichNobodyAnswers() {
        play.warm().later(19).happens(new Tick());
        assertThat(play.effects).doesNotContain(new Effect.Reconnect());

        play.later(1).happens(new Tick(), new Tick());

        assertThat(play.effects).containsOnlyOnce(new Effect.Reconnect());
        assertThat(play.state.connected()).isFalse();
    }

    @Test
    void leavesWithoutAWordWhenItsProcessEnds() {
        play.busy().happens(new ShuttingDown());
        int said = play.said().size();

        assertThat(play.order()).isEqualTo(new Leave());
        play.happens(new Finished(Why.PAUSED, "")).told(TERM, assign(JOB, NEWER, 1));
        assertThat(play.said()).hasSize(said);
        assertThat(play.begun()).hasSize(1);
    }

    @Test
    void writesNothingMoreAfterADropEvenIfItsProcessEnds() {
        play.busy().told(TERM, new Command.Drop(JOB, ATTEMPT)).happens(new ShuttingDown());

        assertThat(play.order()).isEqualTo(new Drop());
    }

    static Stream<Arguments> commandsForTheJob() {
        return Stream.of(
                Arguments.of(new Command.Pause(JOB, ATTEMPT), new Pause(Why.PAUSED)),
                Arguments.of(
                        new Command.Stop(JOB, ATTEMPT, EndReason.CANCEL_REQUESTED),
                        new Stop(EndReason.CANCEL_REQUESTED, Optional.of(TEAM))),
                Arguments.of(new Command.Drop(JOB, ATTEMPT), new Drop()),
                Arguments.of(assign(JOB, NEWER, 0.5), new GoOn(NEWER, 0.5, TEAM)));
    }

    static Stream<Command> commandsForOthers() {
        return Stream.of(
                new Command.Pause(JOB, NEWER),
                new Command.Pause("job-2", ATTEMPT),
                assign(JOB, ATTEMPT, 0.25),
                new Command.Stop(JOB, ATTEMPT - 1, EndReason.DEADLINE_PASSED),
                new Command.Drop("job-2", ATTEMPT),
                assign(JOB, ATTEMPT - 1, 0.5));
    }

    static Stream<Arguments> pairs() {
        var pause = new Command.Pause(JOB, ATTEMPT);
        var stop = new Command.Stop(JOB, ATTEMPT, EndReason.CANCEL_REQUESTED);
        var drop = new Command.Drop(JOB, ATTEMPT);
        var anew = assign(JOB, NEWER, 0.5);
        var pauseAnew = new Command.Pause(JOB, NEWER);
        return Stream.of(
                Arguments.of(pause, stop, new Stop(EndReason.CANCEL_REQUESTED, Optional.empty())),
                Arguments.of(stop, pause, new Stop(EndReason.CANCEL_REQUESTED, Optional.of(TEAM))),
                Arguments.of(stop, drop, new Drop()),
                Arguments.of(drop, stop, new Drop()),
                Arguments.of(drop, pause, new Drop()),
                Arguments.of(pause, anew, new Pause(Why.PAUSED)),
                Arguments.of(anew, pause, new GoOn(NEWER, 0.5, TEAM)),
                Arguments.of(anew, pauseAnew, new Pause(Why.PAUSED)),
                Arguments.of(anew, anew, new GoOn(NEWER, 0.5, TEAM)));
    }
}
