package io.prompttuner.gateway.view;

import io.prompttuner.wire.event.AssignmentEvent;
import io.prompttuner.wire.event.CancelRequested;
import io.prompttuner.wire.event.Decision;
import io.prompttuner.wire.event.Event;
import io.prompttuner.wire.event.JobState;
import io.prompttuner.wire.event.JobSubmitted;
import io.prompttuner.wire.event.Outcome;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the log says about one job, folded record by record. Topics are read side by side, so that any of them may be
 * ahead: a state may be known before its job.
 *
 * @param submittedAt broker time of the job's record
 * @param cancelledAt broker time of the request to cancel
 */
record JobFacts(
        @Nullable JobSubmitted submitted,
        @Nullable Instant submittedAt,
        @Nullable Instant cancelledAt,
        @Nullable JobState state,
        Assignments assignments,
        @Nullable Decision decision,
        @Nullable Outcome outcome) {

    static final JobFacts NONE = new JobFacts(null, null, null, null, Assignments.NONE, null, null);

    /** With one more record; this very object if the record changes nothing. */
    JobFacts with(Event event, Instant at) {
        if (event instanceof JobSubmitted job) {
            return submitted == null ? with(job, at) : this;
        }
        if (event instanceof CancelRequested) {
            return cancelledAt == null ? withCancel(at) : this;
        }
        if (event instanceof JobState news) {
            return accepts(news) ? with(news) : this;
        }
        if (event instanceof AssignmentEvent change) {
            return with(assignments.with(change, at));
        }
        if (event instanceof Decision news) {
            return isNewer(news) ? with(news) : this;
        }
        return with((Outcome) event);
    }

    boolean isKnown() {
        return submitted != null;
    }

    boolean isLive() {
        return outcome == null;
    }

    JobSubmitted job() {
        return Objects.requireNonNull(submitted);
    }

    Instant since() {
        return Objects.requireNonNull(submittedAt);
    }

    /** An outcome outranks any state, a final state is never left, and one below the (attempt, step) held is ignored. */
    private boolean accepts(JobState news) {
        if (outcome != null) {
            return false;
        }
        if (state == null) {
            return true;
        }
        boolean leavesFinal = state.phase().isFinal() && !news.phase().isFinal();
        boolean below =
                news.attempt() < state.attempt() || (news.attempt() == state.attempt() && news.step() < state.step());
        return !leavesFinal && !below;
    }

    private boolean isNewer(Decision news) {
        return decision == null
                || news.epoch() > decision.epoch()
                || (news.epoch() == decision.epoch() && news.sequence() >= decision.sequence());
    }

    private JobFacts with(JobSubmitted job, Instant at) {
        return new JobFacts(job, at, cancelledAt, state, assignments, decision, outcome);
    }

    private JobFacts withCancel(Instant at) {
        return new JobFacts(submitted, submittedAt, at, state, assignments, decision, outcome);
    }

    private JobFacts with(JobState news) {
        return new JobFacts(submitted, submittedAt, cancelledAt, news, assignments, decision, outcome);
    }

    private JobFacts with(Assignments news) {
        return new JobFacts(submitted, submittedAt, cancelledAt, state, news, decision, outcome);
    }

    private JobFacts with(Decision news) {
        return new JobFacts(submitted, submittedAt, cancelledAt, state, assignments, news, outcome);
    }

    private JobFacts with(Outcome news) {
        return new JobFacts(submitted, submittedAt, cancelledAt, state, assignments, decision, news);
    }
}
