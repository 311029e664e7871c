package io.prompttuner.scaling.tracker;

import io.prompttuner.wire.event.AfterDeadline;
import io.prompttuner.wire.event.AssignmentReason;
import io.prompttuner.wire.event.JobPhase;
import io.prompttuner.wire.event.PhaseReason;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** In which phase is a job, and why? A function of the facts alone; the clock only tells submitted from waiting. */
final class PhaseRule {

    private PhaseRule() {}

    /** A phase with its reason. */
    record Standing(JobPhase phase, PhaseReason reason) {}

    /**
     * Where a job stands whose outcome is not made yet.
     *
     * @param fresh how long a job that nobody took up counts as just submitted
     */
    static Standing of(TrackState state, Instant now, Duration fresh) {
        if (state.finish() != null) {
            return new Standing(JobPhase.STOPPING, reason(state.finish()));
        }
        @Nullable PhaseReason stop = mustStop(state, now);
        if (works(state)) {
            return stop == null ? working(state) : new Standing(JobPhase.STOPPING, stop);
        }
        Standing idle = idle(state, now, fresh);
        return stop == null ? idle : new Standing(idle.phase(), stop);
    }

    /** Where it stands for good. */
    static Standing judged(Finish finish) {
        return new Standing(JobPhase.valueOf(finish.ended().end().name()), reason(finish));
    }

    private static PhaseReason reason(Finish finish) {
        return PhaseReason.valueOf(finish.ended().reason().name());
    }

    private static @Nullable PhaseReason mustStop(TrackState state, Instant now) {
        if (state.cancelledAt() != null) {
            return PhaseReason.CANCEL_REQUESTED;
        }
        Accepted accepted = state.accepted();
        boolean stops = accepted != null
                && accepted.job().afterDeadline() == AfterDeadline.STOP
                && now.isAfter(accepted.job().deadline());
        return stops ? PhaseReason.DEADLINE_PASSED : null;
    }

    /** A worker has it, as far as assignments or its own reports tell; the two topics are read independently. */
    private static boolean works(TrackState state) {
        Bindings bindings = state.bindings();
        boolean justEnding = bindings.released() == AssignmentReason.ENDED;
        return bindings.held() || justEnding || state.progress().attempt() > bindings.attempt();
    }

    private static Standing working(TrackState state) {
        boolean reports = state.progress().attempt() >= state.bindings().attempt();
        return reports
                ? new Standing(JobPhase.RUNNING, PhaseReason.TUNING)
                : new Standing(JobPhase.LOADING, PhaseReason.MODEL_LOADING);
    }

    private static Standing idle(TrackState state, Instant now, Duration freshFor) {
        AssignmentReason released = state.bindings().released();
        if (released == null) {
            Instant at = state.voice().at();
            boolean fresh =
                    at == null || (state.voice().reason() == PhaseReason.SUBMITTED && now.isBefore(at.plus(freshFor)));
            return new Standing(JobPhase.QUEUED, fresh ? PhaseReason.SUBMITTED : PhaseReason.WAITING_FOR_CAPACITY);
        }
        return switch (released) {
            case YIELDED_TO_MORE_URGENT -> new Standing(JobPhase.PAUSED, PhaseReason.YIELDED_TO_MORE_URGENT);
            case WORKER_LOST, WORKER_FAILED -> new Standing(JobPhase.QUEUED, PhaseReason.WORKER_LOST);
            case NOT_ADOPTED -> new Standing(JobPhase.QUEUED, PhaseReason.CONTROLLER_LOST);
            case ALLOCATED, ADOPTED, DRAINED, ENDED -> new Standing(JobPhase.QUEUED, PhaseReason.WAITING_FOR_CAPACITY);
        };
    }
}
