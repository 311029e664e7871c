package io.prompttuner.scaling.tracker;

import static io.prompttuner.scaling.fact.JobLog.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.prompttuner.domain.slo.Promise;
import io.prompttuner.scaling.fact.JobFact;
import io.prompttuner.scaling.fact.JobLog;
import io.prompttuner.scaling.fact.Origin;
import io.prompttuner.wire.EventCodec;
import io.prompttuner.wire.event.AfterDeadline;
import io.prompttuner.wire.event.AssignmentReason;
import io.prompttuner.wire.event.EndKind;
import io.prompttuner.wire.event.EndReason;
import io.prompttuner.wire.event.JobPhase;
import io.prompttuner.wire.event.JobState;
import io.prompttuner.wire.event.Outcome;
import io.prompttuner.wire.event.PhaseReason;
import io.prompttuner.wire.event.Verdict;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TrackerTest {

    private final JobLog log = new JobLog("j");
    private final Track track = new Track();

    @Test
    void aJobGoesFromQueuedToItsEnd() {
        track.take(log.submitted(), log.bound(1, 10), log.started(10, 0), log.step(10, 1));
        track.take(log.succeeded(10, 1), log.released(1, 10, AssignmentReason.ENDED), log.closed(1));

        assertThat(phases())
                .containsExactly(
                        JobPhase.QUEUED, JobPhase.LOADING, JobPhase.RUNNING, JobPhase.STOPPING, JobPhase.SUCCEEDED);
        assertThat(track.outcomes).hasSize(1);
    }

    @Test
    void aPausedJobIsLoadedAndRunsAgain() {
        track.take(log.submitted(), log.bound(1, 10), log.started(10, 0));
        track.take(log.released(1, 10, AssignmentReason.YIELDED_TO_MORE_URGENT));
        assertThat(track.last().phase()).isEqualTo(JobPhase.PAUSED);
        assertThat(track.last().reason()).isEqualTo(PhaseReason.YIELDED_TO_MORE_URGENT);

        track.take(log.bound(1, 11));
        assertThat(track.last().phase()).isEqualTo(JobPhase.LOADING);

        track.take(log.started(11, 0));
        assertThat(track.last().phase()).isEqualTo(JobPhase.RUNNING);
    }

    @ParameterizedTest(name = "released because of {0}: {1}, {2}")
    @CsvSource({
        "WORKER_LOST, QUEUED, WORKER_LOST",
        "WORKER_FAILED, QUEUED, WORKER_LOST",
        "NOT_ADOPTED, QUEUED, CONTROLLER_LOST",
        "DRAINED, QUEUED, WAITING_FOR_CAPACITY",
    })
    void aJobThatLosesItsWorkerWaitsForAnother(AssignmentReason why, JobPhase phase, PhaseReason reason) {
        track.take(log.submitted(), log.bound(1, 10), log.started(10, 0), log.released(1, 10, why));

        assertThat(track.last().phase()).isEqualTo(phase);
        assertThat(track.last().reason()).isEqualTo(reason);
    }

    @Test
    void aReportMayBeReadBeforeItsBinding() {
        track.take(log.submitted(), log.started(10, 0));
        assertThat(track.last().phase()).isEqualTo(JobPhase.RUNNING);

        track.take(log.bound(1, 10));
        assertThat(track.last().phase()).isEqualTo(JobPhase.RUNNING);
    }

    @Test
    void aJobThatNobodyTakesUpIsSoonCalledWaiting() {
        track.take(log.submitted());
        assertThat(track.last().reason()).isEqualTo(PhaseReason.SUBMITTED);

        track.tick(log.now().plusSeconds(1));

        assertThat(track.last().reason()).isEqualTo(PhaseReason.WAITING_FOR_CAPACITY);
    }

    @Test
    void aCancelledJobStopsAndWaitsForItsWorker() {
        track.take(log.submitted(), log.bound(1, 10), log.started(10, 0), log.cancel());

        assertThat(track.last().phase()).isEqualTo(JobPhase.STOPPING);
        assertThat(track.last().reason()).isEqualTo(PhaseReason.CANCEL_REQUESTED);
    }

    @Test
    void saysAChangeOfPhaseAtOnceAndNumbersOnceASecond() {
        track.take(log.submitted(), log.bound(1, 10), log.started(10, 0));
        int before = track.said.size();
        var tracker = Tracker.standard();
        TrackState state = track.state;
        for (int i = 1; i <= 20; i++) {
            JobFact step = log.step(10, i);
            Tracked tracked =
                    tracker.take(state, step, log.now().minusSeconds(i).plusMillis(100L * i));
            state = tracked.state();
            if (tracked.said() != null) {
                track.said.add(tracked.said());
            }
        }
        assertThat(track.said.size() - before).isBetween(1, 2);
    }

    @Test
    void saysALiveJobAgainEveryMinute() {
        track.take(log.submitted());
        track.tick(log.now().plusSeconds(1));
        int before = track.said.size();

        track.tick(log.now().plusSeconds(60));
        assertThat(track.said).hasSize(before);
        track.tick(log.now().plusSeconds(61));

        assertThat(track.said).hasSize(before + 1);
    }

    @Test
    void attemptAndStepNeverFallFromOneStateToTheNext() {
        track.take(log.submitted(), log.bound(1, 10), log.started(10, 0), log.step(10, 1), log.step(10, 2));
        track.take(log.released(1, 10, AssignmentReason.WORKER_LOST), log.bound(1, 11), log.started(11, 1));
        track.take(log.step(11, 2), log.step(11, 3), log.succeeded(11, 3), log.closed(1));

        for (int i = 1; i < track.said.size(); i++) {
            JobState before = track.said.get(i - 1);
            JobState now = track.said.get(i);
            assertThat(now.attempt()).isGreaterThanOrEqualTo(before.attempt());
            assertThat(now.attempt() > before.attempt() || now.step() >= before.step())
                    .as("%s then %s", before, now)
                    .isTrue();
        }
    }

    @Test
    void theOutcomeSaysWhatWasUsedAndHowItWent() {
        track.take(log.at(0).submitted(100, AfterDeadline.CONTINUE));
        track.take(log.at(9).bound(1, 10), log.started(10, 0), log.step(10, 1, 2), log.step(10, 2, 1));
        track.take(log.evaluated(10, 2, 0.9), log.at(19).released(1, 10, AssignmentReason.WORKER_LOST));
        track.take(log.at(29).bound(1, 11), log.started(11, 1), log.step(11, 2, 1), log.step(11, 3, 0.5));
        track.take(log.at(38).succeeded(11, 3), log.at(39).released(1, 11, AssignmentReason.ENDED), log.closed(1));

        Outcome outcome = track.outcomes.get(0);
        assertThat(outcome.verdict()).isEqualTo(Verdict.MET);
        assertThat(outcome.steps()).isEqualTo(3);
        assertThat(outcome.raceSteps()).isEqualTo(4);
        assertThat(outcome.attempts()).isEqualTo(2);
        assertThat(outcome.workerSeconds()).isEqualTo(10 + 10);
        assertThat(outcome.gpuSeconds()).isEqualTo(2 * (10 + 10));
        assertThat(outcome.curve())
                .extracting(point -> entry(point.step(), point.loss()))
                .containsExactly(entry(1L, 2.0), entry(2L, 1.0), entry(3L, 0.5));
        assertThat(outcome.submittedAt()).isEqualTo(T0.plusSeconds(1));
        assertThat(outcome.endedAt()).isEqualTo(T0.plusSeconds(39));
        assertThat(outcome.started()).isEqualTo(JobLog.START);
        assertThat(outcome.forecasts()).hasSize(1);
    }

    @Test
    void anEndAtTheDeadlineIsInTimeAndOneLaterIsNot() {
        track.take(log.at(0).submitted(10, AfterDeadline.CONTINUE), log.at(9).succeeded(5, 1), log.closed(1));
        assertThat(track.outcomes.get(0).verdict()).isEqualTo(Verdict.MET);

        var late = new Track();
        late.take(log.at(0).submitted(10, AfterDeadline.CONTINUE), log.at(10).succeeded(5, 1), log.closed(1));
        assertThat(late.outcomes.get(0).verdict()).isEqualTo(Verdict.MISSED);
    }

    @Test
    void aCancelledJobIsExcludedOnlyIfItWasTakenBackInTime() {
        JobFact submitted = log.at(0).submitted(10, AfterDeadline.CONTINUE);
        JobFact inTime = log.at(5).cancel();
        JobFact late = log.at(15).cancel();
        JobFact end = log.at(20).ended(5, 1, EndKind.CANCELLED, EndReason.CANCEL_REQUESTED);
        JobFact closed = log.closed(1);

        assertThat(new Track()
                        .take(submitted, inTime, end, closed)
                        .outcomes
                        .get(0)
                        .verdict())
                .isEqualTo(Verdict.EXCLUDED);
        assertThat(new Track()
                        .take(submitted, late, end, closed)
                        .outcomes
                        .get(0)
                        .verdict())
                .isEqualTo(Verdict.MISSED);
    }

    @Test
    void theOutcomeOfACancelledJobWaitsForTheRequestToBeRead() {
        JobFact submitted = log.submitted();
        JobFact cancel = log.cancel();

        track.take(submitted, log.ended(5, 1, EndKind.CANCELLED, EndReason.CANCEL_REQUESTED), log.closed(1));
        assertThat(track.outcomes).isEmpty();
        track.take(cancel);

        assertThat(track.outcomes).hasSize(1);
    }

    @Test
    void anEndBelowTheHighestAttemptIsNone() {
        track.take(log.submitted(), log.bound(1, 10), log.started(10, 0), log.bound(1, 11), log.started(11, 0));

        track.take(log.succeeded(10, 5), log.ended(11, 3, EndKind.EXHAUSTED, EndReason.MAX_STEPS), log.closed(1));

        assertThat(track.outcomes)
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.ended().end()).isEqualTo(EndKind.EXHAUSTED));
    }

    @Test
    void assignmentsOfAnOlderTermAreVoidAfterANewerOne() {
        track.take(log.at(0).submitted(), log.bound(2, 20), log.started(20, 0));
        track.take(log.at(11).released(1, 20, AssignmentReason.WORKER_LOST));
        assertThat(track.last().phase()).isEqualTo(JobPhase.RUNNING);

        track.take(log.at(21).succeeded(20, 1), log.closed(2));

        assertThat(track.outcomes.get(0).workerSeconds()).isEqualTo(23 - 2);
    }

    @Test
    void nothingCountsAfterClosed() {
        track.take(
                log.at(0).submitted(), log.bound(1, 10), log.at(5).closed(1), log.bound(1, 11), log.succeeded(10, 1));

        assertThat(track.outcomes.get(0).workerSeconds()).isEqualTo(6 - 2);
        assertThat(track.outcomes.get(0).attempts()).isEqualTo(1);
    }

    @Test
    void anAdoptedAttemptGoesOnAsOne() {
        track.take(log.at(0).submitted(), log.bound(1, 10), log.adopted(2, 10));
        track.take(log.at(11).succeeded(10, 1), log.closed(2));

        assertThat(track.outcomes.get(0).attempts()).isEqualTo(1);
        assertThat(track.outcomes.get(0).workerSeconds()).isEqualTo(13 - 2);
    }

    @Test
    void whatComesBeforeItsJobWaitsForIt() {
        JobFact submitted = log.submitted();
        JobFact bound = log.bound(1, 10);
        JobFact started = log.started(10, 0);
        JobFact step = log.step(10, 1);
        Track inOrder = new Track().take(submitted, bound, started, step);

        track.take(started, bound, step);
        assertThat(track.said).isEmpty();
        track.take(submitted);

        assertThat(track.state.progress()).isEqualTo(inOrder.state.progress());
        assertThat(track.state.bindings()).isEqualTo(inOrder.state.bindings());
        assertThat(track.last().phase()).isEqualTo(JobPhase.RUNNING);
        assertThat(track.strays).isEmpty();
    }

    @Test
    void onlyOnceJobsHasBeenReadPastItIsAReportAStray() {
        JobFact step = log.step(10, 1);
        track.take(step);

        track.jobsReadTo(log.now().minusMillis(1));
        assertThat(track.strays).isEmpty();
        track.jobsReadTo(log.now());

        assertThat(track.strays).singleElement().satisfies(letter -> {
            assertThat(letter.error()).isEqualTo("unknown-job");
            assertThat(Base64.getDecoder().decode(letter.body())).isEqualTo(EventCodec.encode(step.event()));
            assertThat(letter.key()).isEqualTo("prompttuner.steps.v1-3-1");
        });
        assertThat(track.state.isBlank()).isTrue();
    }

    @Test
    void aTrackerWithoutItsStateOverwritesNoOutcome() {
        JobFact submitted = log.submitted();
        JobFact end = log.succeeded(10, 1);
        JobFact closed = log.closed(1);
        Outcome outcome = track.take(submitted, end, closed).outcomes.get(0);
        var origin = new Origin("prompttuner.outcomes.v1", 0, 0, log.now());

        Track reborn = new Track().take(JobFact.of(origin, outcome), submitted, end, closed);

        assertThat(reborn.outcomes).isEmpty();
        assertThat(reborn.said).isEmpty();
    }

    @Test
    void anEndedJobIsForgottenAfterAWhile() {
        track.take(log.submitted(), log.succeeded(10, 1), log.closed(1));

        track.tick(log.now().plusSeconds(599));
        assertThat(track.state.judged()).isTrue();
        track.tick(log.now().plusSeconds(600));

        assertThat(track.state.isBlank()).isTrue();
    }

    @Test
    void theOrderBetweenTopicsDoesNotChangeTheOutcome() {
        JobFact submitted = log.submitted();
        List<JobFact> steps = List.of(
                log.started(10, 0),
                log.step(10, 1),
                log.evaluated(10, 1, 0.3),
                log.started(11, 0),
                log.succeeded(11, 2));
        List<JobFact> assignments = List.of(
                log.at(2).bound(1, 10), log.released(1, 10, AssignmentReason.DRAINED), log.bound(1, 11), log.closed(1));

        Outcome stepsFirst = new Track()
                .take(submitted)
                .take(steps)
                .take(assignments)
                .outcomes
                .get(0);
        Outcome assignmentsFirst = new Track()
                .take(assignments)
                .take(submitted)
                .take(steps)
                .outcomes
                .get(0);
        Outcome jobLast = new Track()
                .take(steps)
                .take(assignments)
                .take(submitted)
                .outcomes
                .get(0);

        assertThat(assignmentsFirst).isEqualTo(stepsFirst);
        assertThat(jobLast).isEqualTo(stepsFirst);
    }

    @Test
    void theCurveHasAtMost64PointsAndEndsWhereTheJobEnded() {
        track.take(log.submitted(), log.started(10, 0));
        for (int step = 1; step <= 999; step++) {
            track.take(log.step(10, step));
        }
        track.take(log.succeeded(10, 999), log.closed(1));

        List<Long> steps = track.outcomes.get(0).curve().stream()
                .map(point -> point.step())
                .toList();
        assertThat(steps).hasSizeBetween(32, 64).isSorted().endsWith(999L);
    }

    @Test
    void forecastsThatAreKeptAreBounded() {
        track.take(log.submitted(), log.started(10, 0));
        for (int step = 1; step <= 200; step++) {
            track.take(log.step(10, step), log.evaluated(10, step, 1));
        }
        track.take(log.succeeded(10, 200), log.closed(1));

        assertThat(track.outcomes.get(0).forecasts()).hasSizeBetween(8, ForecastLog.MOST);
    }

    @ParameterizedTest
    @EnumSource(EndReason.class)
    void everyReasonToEndIsAReasonOfAPhase(EndReason reason) {
        assertThat(PhaseReason.valueOf(reason.name()).word()).isEqualTo(reason.word());
    }

    @ParameterizedTest
    @EnumSource(EndKind.class)
    void everyEndIsAFinalPhase(EndKind end) {
        assertThat(JobPhase.valueOf(end.name()).isFinal()).isTrue();
    }

    @Test
    void theDomainsPromisesAreTheWiresVerdicts() {
        assertThat(Arrays.stream(Promise.values()).map(Enum::name))
                .containsExactly(Arrays.stream(Verdict.values()).map(Enum::name).toArray(String[]::new));
    }

    private List<JobPhase> phases() {
        return track.said.stream().map(JobState::phase).distinct().toList();
    }
}
