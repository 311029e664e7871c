package io.prompttuner.trainer.group;

import io.prompttuner.trainer.tuning.BowlModel;
import io.prompttuner.trainer.tuning.Crew;
import io.prompttuner.trainer.tuning.EncodedTask;
import io.prompttuner.trainer.tuning.StopRule;
import io.prompttuner.trainer.tuning.Throttle;
import io.prompttuner.trainer.tuning.Tuner;
import io.prompttuner.trainer.tuning.TuningEvent;
import io.prompttuner.trainer.tuning.TuningSession;
import io.prompttuner.trainer.tuning.TuningSettings;
import io.prompttuner.trainer.tuning.TuningState;
import io.prompttuner.trainer.tuning.TuningStateFile;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** A job one can do in the head, with numbers that show every change in the order of additions. */
record SimulatedJob(EncodedTask task, TuningSettings settings, long steps) {

    private static final int TRAIN = 40;
    private static final int HELD_OUT = 100;

    static SimulatedJob of(int microBatches, long steps) {
        var task = new EncodedTask(
                IntStream.range(0, TRAIN)
                        .mapToObj(i -> BowlModel.towards(1 + i * 7 % 50))
                        .toList(),
                IntStream.range(0, HELD_OUT)
                        .mapToObj(i -> BowlModel.towards(1 + i % 9))
                        .toList());
        return new SimulatedJob(task, new TuningSettings(2, 2 * microBatches, microBatches, 0.07, 0, 1, 4), steps);
    }

    TuningState start() {
        var random = new Random(3);
        float[] prompt = new float[2 * BowlModel.WIDTH];
        for (int i = 0; i < prompt.length; i++) {
            prompt[i] = (float) (30 * random.nextGaussian());
        }
        return TuningState.start(prompt, 5);
    }

    TuningSession session(Crew crew, TuningState from) {
        return new TuningSession(new Tuner(new UnevenModel(), task, settings, crew), StopRule.of(null, steps), from);
    }

    /** The last state of a member that does all by itself, throttled at these steps. */
    byte[] alone(List<Throttle> throttles) {
        TuningSession session = session(Crew.alone(), start());
        var coming = new ArrayDeque<>(throttles);
        TuningEvent event;
        do {
            while (!coming.isEmpty()
                    && coming.element().step() == session.state().step()) {
                session.throttle(coming.remove().batchScale());
            }
            event = session.next();
        } while (!(event instanceof TuningEvent.Ended));
        return bytes(session.state());
    }

    /** Leaves of all rounds of a whole run. */
    int leaves() {
        long evaluations = steps / settings.evaluateEvery() + 1 + (steps % settings.evaluateEvery() == 0 ? 0 : 1);
        return (int) (steps * settings.microBatches() + evaluations * ((HELD_OUT + 31) / 32));
    }

    static byte[] bytes(TuningState state) {
        return TuningStateFile.bytes(state, BowlModel.WIDTH);
    }
}
