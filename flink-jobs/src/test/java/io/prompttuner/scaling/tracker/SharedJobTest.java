package io.prompttuner.scaling.tracker;

import static io.prompttuner.scaling.fact.JobLog.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.domain.throughput.StepTime;
import io.prompttuner.scaling.fact.JobLog;
import io.prompttuner.scaling.fact.JobSituation;
import io.prompttuner.wire.event.Forecast;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A job that several workers share. */
class SharedJobTest {

    private final JobLog log = new JobLog("j-1");
    private final Track track = new Track();

    @Test
    void aJobThatGrowsAndShrinksPaysForWhatItHolds() {
        track.take(log.at(0).submitted(), log.at(9).bound(1, 10), log.at(19).resized(1, 10, "w1", "w2"));
        assertThat(situation().held()).isEqualTo(2);
        assertThat(situation().attempts()).isEqualTo(1);
        assertThat(situation().heldSince()).isEqualTo(T0.plusSeconds(10));

        track.take(log.at(29).resized(1, 10, "w2"));
        assertThat(situation().held()).isEqualTo(1);

        track.take(log.at(39).succeeded(10, 1), log.closed(1));
        assertThat(track.outcomes.get(0).workerSeconds()).isEqualTo(10 + 2 * 10 + 11);
        assertThat(track.outcomes.get(0).gpuSeconds()).isEqualTo(2 * (10 + 2 * 10 + 11));
    }

    @Test
    void stepsThatSeveralWorkersShareAreForecastAsSuch() {
        track.take(log.at(0).submitted(), log.bound(1, 10), log.started(10, 0), log.step(10, 1), log.step(10, 2));
        double alone = secondsToGo();

        track.take(log.resized(1, 10, "w1", "w2"), log.shared(10, 3, 2), log.shared(10, 4, 2));

        assertThat(situation().stepSeconds()).isEqualTo(0.2); // on one worker, as before
        assertThat(situation().efficiency()).isBetween(0.5, StepTime.EFFICIENCY); // the second has helped nothing
        assertThat(secondsToGo()).isBetween(0.5 * alone, alone);
    }

    @Test
    void theStepInWhichOthersConnectSaysNothingOfThoseToCome() {
        track.take(log.at(0).submitted(), log.bound(1, 10), log.started(10, 0), log.step(10, 1), log.step(10, 2));

        track.take(log.resized(1, 10, "w1", "w2"), log.shared(10, 3, 2));

        assertThat(situation().efficiency()).isEqualTo(StepTime.EFFICIENCY);
    }

    private JobSituation situation() {
        return track.situations.get(track.situations.size() - 1);
    }

    /** In the median case, as told at the last report. */
    private double secondsToGo() {
        Forecast forecast = Objects.requireNonNull(track.state.progress().forecast());
        return Duration.between(forecast.madeAt(), Objects.requireNonNull(forecast.finish()))
                        .toMillis()
                / 1e3;
    }
}
