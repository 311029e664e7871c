package io.prompttuner.gateway.view;

import io.prompttuner.gateway.api.Attempt;
import io.prompttuner.gateway.api.JobDescription;
import io.prompttuner.gateway.api.JobOutcome;
import io.prompttuner.gateway.api.JobStatus;
import io.prompttuner.wire.event.JobPhase;
import io.prompttuner.wire.event.JobState;
import io.prompttuner.wire.event.JobSubmitted;
import io.prompttuner.wire.event.Outcome;
import io.prompttuner.wire.event.PhaseReason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says where a job stands from what is known of it. */
final class StatusRule {

    private StatusRule() {}

    /** The outcome's word if there is one, else the newest state's, else that it was submitted. */
    static JobStatus status(JobFacts facts) {
        if (facts.outcome() != null) {
            return ended(facts, facts.outcome());
        }
        return facts.state() != null ? live(facts, facts.state()) : live(facts, submitted(facts));
    }

    /** Everything, with the cost of what still lasts counted up to {@code now}. */
    static JobDescription describe(JobFacts facts, Instant asOf, Instant now) {
        List<Attempt> attempts = facts.assignments().shown(now);
        return new JobDescription(
                asOf,
                status(facts),
                facts.job().spec(),
                facts.job().seed(),
                facts.job().start(),
                facts.job().afterDeadline(),
                attempts,
                attempts.stream().mapToDouble(Attempt::gpuSeconds).sum(),
                facts.decision(),
                facts.outcome() == null ? null : JobOutcome.of(facts.outcome()));
    }

    private static JobState submitted(JobFacts facts) {
        return new JobState(
                facts.job().job(),
                facts.job().tenant(),
                JobPhase.QUEUED,
                PhaseReason.SUBMITTED,
                0,
                0,
                facts.since(),
                null,
                null,
                null,
                null,
                null);
    }

    private static JobStatus live(JobFacts facts, JobState state) {
        JobSubmitted job = facts.job();
        return new JobStatus(
                job.job(),
                job.tenant(),
                job.spec().name(),
                job.spec().baseModel(),
                state.phase(),
                state.reason(),
                job.spec().target(),
                state.step(),
                job.spec().maxSteps(),
                state.loss(),
                state.bestLoss(),
                state.bestAccuracy(),
                state.bestAnswers(),
                state.forecast(),
                job.deadline(),
                facts.since(),
                state.at(),
                facts.cancelledAt() != null,
                null);
    }

    /** Both lists of reasons and of ends are parts of the lists of states, word by word. */
    private static JobStatus ended(JobFacts facts, Outcome outcome) {
        JobSubmitted job = facts.job();
        return new JobStatus(
                job.job(),
                job.tenant(),
                job.spec().name(),
                job.spec().baseModel(),
                JobPhase.valueOf(outcome.ended().end().name()),
                PhaseReason.valueOf(outcome.ended().reason().name()),
                job.spec().target(),
                outcome.steps(),
                job.spec().maxSteps(),
                lastLoss(outcome),
                outcome.ended().loss(),
                outcome.ended().accuracy(),
                outcome.ended().answers(),
                null,
                job.deadline(),
                facts.since(),
                outcome.endedAt(),
                facts.cancelledAt() != null,
                outcome.verdict());
    }

    private static @Nullable Double lastLoss(Outcome outcome) {
        return outcome.curve().isEmpty()
                ? null
                : outcome.curve().get(outcome.curve().size() - 1).loss();
    }
}
