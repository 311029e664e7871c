package io.prompttuner.scaling.tracker;

import io.prompttuner.domain.slo.Promise;
import io.prompttuner.domain.slo.PromiseRule;
import io.prompttuner.wire.event.EndKind;
import io.prompttuner.wire.event.JobSubmitted;
import io.prompttuner.wire.event.Outcome;
import io.prompttuner.wire.event.Verdict;
import java.util.Objects;

/**
 * When is a job over, and what is to be said of it then? From {@code jobs}, {@code cancels}, {@code steps} up to the end and
 * {@code assignments} up to {@code closed}, by broker time, and nothing else: every replay says the same.
 */
final class OutcomeRule {

    private OutcomeRule() {}

    /** Whether all is read that the outcome is made from; a cancelled job also waits for the request that ended it. */
    static boolean isDue(TrackState state, TrackerRules rules) {
        Finish finish = state.finish();
        boolean over =
                rules.closed() ? state.bindings().closed() : !state.bindings().held();
        boolean knowsWhy = finish != null && (finish.ended().end() != EndKind.CANCELLED || state.cancelledAt() != null);
        return state.accepted() != null && over && knowsWhy;
    }

    static Outcome outcome(TrackState state) {
        Accepted accepted = Objects.requireNonNull(state.accepted());
        Finish finish = Objects.requireNonNull(state.finish());
        Progress progress = state.progress();
        JobSubmitted job = accepted.job();
        double loss = progress.loss() == null ? Double.NaN : progress.loss();
        return new Outcome(
                job.job(),
                job.tenant(),
                job.spec(),
                accepted.at(),
                finish.at(),
                job.deadline(),
                verdict(state, finish, job),
                finish.ended(),
                finish.step(),
                state.started() == null ? 0 : state.started().raceSteps(),
                state.bindings().attempts(),
                state.bindings().meter().workerSeconds(),
                state.bindings().meter().gpuSeconds(),
                progress.curve().endingAt(progress.trained(), loss),
                state.started(),
                progress.forecasts().kept());
    }

    private static Verdict verdict(TrackState state, Finish finish, JobSubmitted job) {
        PromiseRule.End end = switch (finish.ended().end()) {
            case SUCCEEDED -> PromiseRule.End.SUCCEEDED;
            case CANCELLED -> PromiseRule.End.CANCELLED;
            case EXHAUSTED, DIVERGED, FAILED -> PromiseRule.End.OTHERWISE;
        };
        Promise promise = PromiseRule.judge(end, finish.at(), state.cancelledAt(), job.deadline());
        return Verdict.valueOf(promise.name());
    }
}
