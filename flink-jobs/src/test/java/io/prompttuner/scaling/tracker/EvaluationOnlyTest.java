package io.prompttuner.scaling.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.scaling.fact.JobLog;
import io.prompttuner.scaling.fact.JobSituation;
import io.prompttuner.wire.EventCodec;
import io.prompttuner.wire.event.EndKind;
import io.prompttuner.wire.event.EndReason;
import io.prompttuner.wire.event.JobPhase;
import io.prompttuner.wire.event.Outcome;
import io.prompttuner.wire.event.Verdict;
import org.junit.jupiter.api.Test;

/** A job that may take no step: its start is evaluated, and that is all. */
class EvaluationOnlyTest {

    private final JobLog log = new JobLog("j-1");
    private final Track track = new Track();

    @Test
    void itsOutcomeHoldsNoForecastThatCouldBeJudgedAndNoCurve() {
        track.take(log.at(0).onlyToEvaluate(), log.bound(1, 10), log.started(10, 0), log.evaluated(10, 0, 0.1));
        track.take(log.checkpointed(10, 0), log.succeeded(10, 0), log.closed(1));

        Outcome outcome = track.outcomes.get(0);
        assertThat(outcome.steps()).isZero();
        assertThat(outcome.forecasts()).isEmpty();
        assertThat(outcome.curve()).isEmpty();
        assertThat(outcome.verdict()).isEqualTo(Verdict.MET);
        assertThat(EventCodec.encode(outcome)).isNotEmpty();
    }

    @Test
    void itMayMissItsTargetWithoutAStep() {
        track.take(log.at(0).onlyToEvaluate(), log.bound(1, 10), log.started(10, 0), log.evaluated(10, 0, 2));
        track.take(log.ended(10, 0, EndKind.EXHAUSTED, EndReason.MAX_STEPS), log.closed(1));

        assertThat(track.outcomes)
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.verdict()).isEqualTo(Verdict.MISSED));
        assertThat(track.last().phase()).isEqualTo(JobPhase.EXHAUSTED);
    }

    @Test
    void theSchedulerIsToldThatItHasNoStepToGo() {
        track.take(log.at(0).onlyToEvaluate());

        JobSituation situation = track.situations.get(0);
        assertThat(situation.forecast().stepsLeftAtMost()).isZero();
        assertThat(situation.forecast().chanceWithin(0)).isBetween(0.0, 1.0);
        assertThat(situation.stepSeconds()).isZero();
    }
}
