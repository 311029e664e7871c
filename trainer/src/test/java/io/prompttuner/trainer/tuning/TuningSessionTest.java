package io.prompttuner.trainer.tuning;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.prompttuner.trainer.tuning.TuningEvent.Ended;
import io.prompttuner.trainer.tuning.TuningEvent.Evaluated;
import io.prompttuner.trainer.tuning.TuningEvent.Stepped;
import io.prompttuner.wire.event.AnswerScore;
import io.prompttuner.wire.event.EndReason;
import io.prompttuner.wire.event.ScheduleKind;
import io.prompttuner.wire.event.Target;
import io.prompttuner.wire.event.TargetMetric;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TuningSessionTest {

    private static final TuningSettings SETTINGS = new TuningSettings(1, 4, 4, 0.1, 0, 10, 5);
    private static final EncodedTask TASK = new EncodedTask(
            IntStream.range(0, 12).mapToObj(i -> BowlModel.towards(3 + i % 3)).toList(),
            List.of(BowlModel.towards(4), BowlModel.towards(4)));

    @Test
    void evaluatesAtTheStartEveryFewStepsAndAtTheEnd() {
        List<TuningEvent> events = run(session(StopRule.of(null, 7), new float[] {0, 0}));

        assertThat(events).extracting(TuningEvent::step).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 5L, 6L, 7L, 7L, 7L);
        assertThat(events.stream().filter(Evaluated.class::isInstance))
                .extracting(TuningEvent::step)
                .containsExactly(0L, 5L, 7L);
        assertThat(events.get(events.size() - 1)).isEqualTo(new Ended(7, EndReason.MAX_STEPS));
    }

    @Test
    void endsAtTheFirstEvaluationThatMeetsTheTarget() {
        var session = session(StopRule.of(new Target(TargetMetric.LOSS, 4), 1_000), new float[] {0, 0});

        List<TuningEvent> events = run(session);

        var evaluations = events.stream()
                .filter(Evaluated.class::isInstance)
                .map(Evaluated.class::cast)
                .toList();
        assertThat(evaluations.subList(0, evaluations.size() - 1)).noneMatch(Evaluated::met);
        assertThat(evaluations.get(evaluations.size() - 1).met()).isTrue();
        assertThat(events.get(events.size() - 1))
                .isEqualTo(new Ended(session.state().step(), EndReason.TARGET_MET));
    }

    @Test
    void endsAtTheFirstEvaluationWhoseAnswersMeetTheTarget() {
        var greedy = new GreedyAnswer(new BowlModel(1), -1);
        var exam =
                AnswerExam.of(TASK, greedy, (answer, target) -> new AnswerScore(answer[0] == target[0] ? 0.75 : 0, 0));
        var stop = StopRule.of(new Target(TargetMetric.TOKEN_F1, 0.75), 1_000);
        var tuner = new Tuner(new BowlModel(1), TASK, SETTINGS, Crew.alone(), exam);
        var session = new TuningSession(tuner, stop, TuningState.start(new float[] {0, 0}, 9));

        List<TuningEvent> events = run(session);

        assertThat(events).last().isEqualTo(new Ended(session.state().step(), EndReason.TARGET_MET));
        assertThat(session.state().step()).isPositive();
        assertThat(requireNonNull(session.state().best()).evaluation().answers())
                .isEqualTo(new AnswerScore(0.75, 0));
    }

    @Test
    void endsWithNoStepWhenTheInitialPromptMeetsTheTarget() {
        var session = session(StopRule.of(new Target(TargetMetric.ACCURACY, 1), 100), new float[] {4, 4});

        assertThat(run(session)).last().isEqualTo(new Ended(0, EndReason.TARGET_MET));
    }

    @Test
    void stopsOnAPlateauWhenAskedTo() {
        var session = session(new StopRule(null, 10_000, 3), new float[] {4, 4});

        assertThat(run(session)).last().isEqualTo(new Ended(15, EndReason.PLATEAU));
    }

    @Test
    void takesSmallImprovementsForAPlateauWhenAskedTo() throws IOException {
        var rule = new StopRule(null, 10_000, 2, 10);
        var session = session(rule, new float[] {0, 1});
        session.next(); // what the others are measured by
        while (session.state().step() < 5) {
            session.next();
        }
        var resumed = new TuningSession(tuner(), rule, TuningStateFile.read(TuningStateFile.bytes(session.state(), 2)));

        var events = run(resumed);

        assertThat(events).last().isEqualTo(new Ended(10, EndReason.PLATEAU));
        assertThat(requireNonNull(resumed.state().best()).step()).isEqualTo(10);
        assertThat(events).isEqualTo(run(session));
    }

    @Test
    void followsItsSchedule() {
        var warm = new Schedule(ScheduleKind.LINEAR, 2, 4);
        var settings = new TuningSettings(1, 4, 4, 0.1, 0, 10, 5, warm);
        var tuner = new Tuner(new BowlModel(1), TASK, settings);
        var state = TuningState.start(new float[] {0, 1}, 9);

        var first = tuner.step(state).after();
        var second = tuner.step(first).after();

        assertThat(first.at().values()).containsExactly(0, 1);
        assertThat(second.at().values()[0]).isCloseTo(0.05f, within(1e-3f)); // Adam's first steps are the rate
        assertThat(second.step()).isEqualTo(2);
    }

    @Test
    void divergesOnALossThatIsNotFinite() {
        var poisoned = session(StopRule.of(null, 10), new float[] {Float.NaN, 0});

        assertThat(run(poisoned)).containsExactly(new Ended(0, EndReason.LOSS_NOT_FINITE));
        assertThat(poisoned.state().best()).isNull();
    }

    @Test
    void divergesOnAGradientThatIsNotFinite() {
        var overflowing = session(StopRule.of(null, 10), new float[] {3e38f, -3e38f});

        assertThat(run(overflowing)).last().isEqualTo(new Ended(0, EndReason.LOSS_NOT_FINITE));
    }

    @Test
    void saysNothingAfterTheEnd() {
        var session = session(StopRule.of(null, 0), new float[] {0, 0});
        run(session);

        assertThatIllegalStateException().isThrownBy(session::next);
    }

    @Test
    void goesOnBitForBitFromAnyStateItWasSavedIn() throws IOException {
        for (int saved = 0; saved <= 12; saved++) {
            var straight = session(StopRule.of(null, 10), new float[] {0, 1});
            List<TuningEvent> expected = run(straight);

            var first = session(StopRule.of(null, 10), new float[] {0, 1});
            var events = new ArrayList<TuningEvent>();
            for (int i = 0; i < saved; i++) {
                events.add(first.next());
            }
            byte[] file = TuningStateFile.bytes(first.state(), BowlModel.WIDTH);
            var second = new TuningSession(tuner(), StopRule.of(null, 10), TuningStateFile.read(file));
            events.addAll(run(second));

            assertThat(events).as("saved after %d events", saved).isEqualTo(expected);
            assertThat(TuningStateFile.bytes(second.state(), BowlModel.WIDTH))
                    .isEqualTo(TuningStateFile.bytes(straight.state(), BowlModel.WIDTH));
        }
    }

    @Test
    void keepsTheBestPromptNotTheLast() {
        var session = session(StopRule.of(null, 40), new float[] {4, 4});

        run(session);

        assertThat(session.state().step()).isEqualTo(40);
        var best = requireNonNull(session.state().best());
        assertThat(best.step()).isZero();
        assertThat(best.prompt()).containsExactly(4, 4);
    }

    @Test
    void usesLessOfTheBatchOnceThrottled() {
        var whole = session(StopRule.of(null, 3), new float[] {0, 0});
        var half = session(StopRule.of(null, 3), new float[] {0, 0});
        half.throttle(0.5);

        var events = run(half);

        assertThat(half.state().batchScale()).isEqualTo(0.5);
        assertThat(events).isNotEqualTo(run(whole));
        assertThat(events.stream().filter(Stepped.class::isInstance)).hasSize(3);
    }

    private static TuningSession session(StopRule stop, float[] prompt) {
        return new TuningSession(tuner(), stop, TuningState.start(prompt, 9));
    }

    private static Tuner tuner() {
        return new Tuner(new BowlModel(1), TASK, SETTINGS);
    }

    private static List<TuningEvent> run(TuningSession session) {
        var events = new ArrayList<TuningEvent>();
        do {
            events.add(session.next());
        } while (!(events.get(events.size() - 1) instanceof Ended));
        return events;
    }
}
