package io.prompttuner.trainer.tuning;

import io.prompttuner.trainer.tuning.TuningEvent.Ended;
import io.prompttuner.trainer.tuning.TuningEvent.Evaluated;
import io.prompttuner.trainer.tuning.TuningEvent.Stepped;
import io.prompttuner.wire.event.EndReason;
import java.util.Optional;

/**
 * Drives one job from a state to its end, one event per call, so that its owner can obey commands, report and
 * checkpoint between any two. A state that was never evaluated is evaluated first. Between two calls {@link #state()} is all there is to save.
 *
 * <p>Not safe for use by several threads at once; it starts none.
 */
public final class TuningSession {

    private final Tuner tuner;
    private final StopRule stop;
    private TuningState state;
    private boolean ended;

    public TuningSession(Tuner tuner, StopRule stop, TuningState state) {
        this.tuner = tuner;
        this.stop = stop;
        this.state = state;
    }

    public TuningState state() {
        return state;
    }

    /** Uses this share of the global batch from the next step on. The one command that changes the result. */
    public void throttle(double batchScale) {
        state = state.throttled(batchScale);
    }

    /** Does the next thing: evaluates a step that is due, ends, or takes a step. */
    public TuningEvent next() {
        if (ended) {
            throw new IllegalStateException("the job has ended at step " + state.step());
        }
        int every = tuner.settings().evaluateEvery();
        if (!state.evaluated() && (state.best() == null || stop.evaluatesAt(state.step(), every))) {
            return evaluate();
        }
        Optional<EndReason> end = state.evaluated() ? stop.judge(state, every) : Optional.empty();
        return end.isPresent() ? end(end.get()) : step();
    }

    private TuningEvent evaluate() {
        Evaluation evaluation = tuner.evaluate(state);
        if (!Double.isFinite(evaluation.loss())) {
            return end(EndReason.LOSS_NOT_FINITE);
        }
        state = state.evaluated(evaluation, stop);
        var best = state.best();
        boolean isBest = best != null && best.step() == state.step();
        return new Evaluated(state.step(), evaluation, isBest, evaluation.meets(stop.target()));
    }

    private TuningEvent step() {
        Tuner.Step step = tuner.step(state);
        if (!step.gradient().finite()) {
            return end(EndReason.LOSS_NOT_FINITE);
        }
        state = step.after();
        return new Stepped(state.step(), step.gradient().loss(), step.gradient().norm(), step.tokens());
    }

    private TuningEvent end(EndReason reason) {
        ended = true;
        return new Ended(state.step(), reason);
    }
}
