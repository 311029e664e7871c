package io.prompttuner.trainer.race;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.trainer.tuning.BowlModel;
import io.prompttuner.trainer.tuning.EncodedTask;
import io.prompttuner.trainer.tuning.StopRule;
import io.prompttuner.trainer.tuning.Tuner;
import io.prompttuner.trainer.tuning.TuningEvent;
import io.prompttuner.trainer.tuning.TuningSession;
import io.prompttuner.trainer.tuning.TuningSettings;
import io.prompttuner.wire.event.EndReason;
import io.prompttuner.wire.event.Target;
import io.prompttuner.wire.event.TargetMetric;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RaceTest {

    private static final EncodedTask TASK = new EncodedTask(
            IntStream.range(0, 12).mapToObj(i -> BowlModel.towards(3 + i % 3)).toList(),
            List.of(BowlModel.towards(4), BowlModel.towards(4)));

    private static final float[] FAR = {40, 40};
    private static final float[] NEARER = {9, 9};
    private static final float[] NEAREST = {6, 6};
    private static final float[] BROKEN = {Float.NaN, 0};

    @Test
    void findsTheStartThatGetsFurthest() {
        var result = run(race(StopRule.of(null, 300), FAR, NEARER, NEAREST));

        assertThat(result.winner()).isEqualTo(2);
    }

    @Test
    void handsTheWinnerOnWithItsOptimiser() {
        var stop = StopRule.of(null, 300);

        var result = run(race(stop, FAR, NEAREST));

        assertThat(result.state().step()).isEqualTo(15);
        assertThat(result.state().at().mean()).isNotEqualTo(new float[BowlModel.WIDTH]);
    }

    @Test
    void countsTheStepsOfTheLosersAlone() {
        var result = run(race(StopRule.of(null, 300), FAR, NEARER, NEAREST));

        // 30 steps in two rounds: 3 candidates take 5 each, then 2 take 7 each; the winner's own 12 don't count.
        assertThat(result.raceSteps()).isEqualTo(5 + 12);
        assertThat(result.state().step()).isEqualTo(12);
    }

    @Test
    void isOverAsSoonAsACandidateMeetsTheTarget() {
        var stop = StopRule.of(new Target(TargetMetric.LOSS, 4), 300);

        var result = run(race(stop, FAR, new float[] {4, 4}, NEAREST));

        assertThat(result.winner()).isEqualTo(1);
        assertThat(result.raceSteps()).isZero();
        var session = new TuningSession(tuner(), stop, result.state());
        assertThat(((TuningEvent.Evaluated) session.next()).met()).isTrue();
        assertThat(session.next()).isEqualTo(new TuningEvent.Ended(0, EndReason.TARGET_MET));
    }

    @Test
    void neverPicksACandidateThatDiverged() {
        assertThat(run(race(StopRule.of(null, 300), BROKEN, FAR)).winner()).isEqualTo(1);
    }

    @Test
    void prefersTheFirstOfEquals() {
        assertThat(run(race(StopRule.of(null, 300), FAR, FAR, FAR)).winner()).isZero();
    }

    @Test
    void endsTheSameWayEveryTime() {
        var first = run(race(StopRule.of(null, 300), FAR, NEARER, NEAREST));
        var again = run(race(StopRule.of(null, 300), FAR, NEARER, NEAREST));

        assertThat(again.winner()).isEqualTo(first.winner());
        assertThat(again.state().at().values())
                .containsExactly(first.state().at().values());
        assertThat(again.state().at().square())
                .containsExactly(first.state().at().square());
    }

    private static Race race(StopRule stop, float[]... prompts) {
        return new Race(tuner(), stop, List.of(prompts), 9, RacePlanner.DEFAULT);
    }

    private static Tuner tuner() {
        return new Tuner(new BowlModel(1), TASK, new TuningSettings(1, 4, 4, 0.1, 0, 10, 5));
    }

    private static RaceResult run(Race race) {
        while (race.result().isEmpty()) {
            race.advance();
        }
        return race.result().get();
    }
}
