package io.prompttuner.domain.throughput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StepTimeTest {

    @Test
    void followsWhatIsMeasured() {
        StepTime time = StepTime.UNKNOWN;
        for (int i = 0; i < 200; i++) {
            time = time.with(i < 100 ? 0.2 : 0.4, 1, 1);
        }

        assertThat(time.seconds()).isCloseTo(0.4, within(0.01));
        assertThat(time.steps()).isEqualTo(200);
    }

    @Test
    void isKeptForOneWorkerWithTheFullBatch() {
        StepTime time = StepTime.UNKNOWN.with(0.25, 2, 0.5);

        assertThat(time.at(1, 1)).isCloseTo(0.995, within(1e-12)); // of which two workers lost 0.5 % to each other
        assertThat(time.at(4, 0.5)).isCloseTo(0.125, within(1e-12));
    }

    @Test
    void stepsOnSeveralTellWhatSharingCostsAndNotHowLongOneWorkerTakes() {
        StepTime time = StepTime.UNKNOWN.with(0.2, 1, 1);
        for (int i = 0; i < 200; i++) {
            time = time.with(0.2, 2, 1); // the second worker helps nothing
        }

        assertThat(time.at(1, 1)).isCloseTo(0.2, within(1e-12));
        assertThat(time.at(2, 1)).isCloseTo(0.2, within(1e-3));
    }

    @Test
    void whatWasOnlySeenOnSeveralIsCorrectedByTheFirstStepOnOne() {
        StepTime time = StepTime.UNKNOWN.with(0.2, 2, 1).with(0.2, 2, 1);
        assertThat(time.at(2, 1)).isCloseTo(0.2, within(1e-12));
        assertThat(time.at(1, 1)).isCloseTo(0.398, within(1e-12));

        assertThat(time.with(0.3, 1, 1).at(1, 1)).isCloseTo(0.3, within(1e-12));
    }

    @Test
    void severalWorkersAreNeverTakenToDoMoreThanTheirShare() {
        assertThat(StepTime.UNKNOWN.with(0.2, 1, 1).with(0.01, 2, 1).efficiency())
                .isLessThanOrEqualTo(1);
    }

    @Test
    void olderStateHasTheUsualEfficiency() {
        assertThat(new StepTime(0.2, 5, 0, 0).efficiency()).isEqualTo(StepTime.EFFICIENCY);
    }

    @Test
    void oneStepThatWasHeldUpDoesNotSpoilTheEstimate() {
        StepTime time = StepTime.UNKNOWN;
        for (int i = 0; i < 50; i++) {
            time = time.with(0.1, 1, 1);
        }

        assertThat(time.with(60, 1, 1).seconds()).isLessThan(0.12);
    }

    @Test
    void whatIsNoDurationChangesNothing() {
        assertThat(StepTime.UNKNOWN.with(0, 1, 1)).isEqualTo(StepTime.UNKNOWN);
        assertThat(StepTime.UNKNOWN.with(Double.NaN, 1, 1)).isEqualTo(StepTime.UNKNOWN);
        assertThat(Average.UNKNOWN.with(-1)).isEqualTo(Average.UNKNOWN);
    }

    @Test
    void aProfileUsesWhatIsDeclaredUntilItHasLearnt() {
        ModelProfile profile = ModelProfile.unknown("small-lm");

        assertThat(profile.load().orElse(10)).isEqualTo(10);
        assertThat(profile.withLoad(4).load().orElse(10)).isEqualTo(4);
        assertThat(profile.withLoad(4).withLoad(6).load().orElse(10)).isEqualTo(5);
    }
}
