package io.prompttuner.simulator.protocol.judge;

import io.prompttuner.simulator.protocol.log.Entry;
import io.prompttuner.wire.event.AfterDeadline;
import io.prompttuner.wire.event.EndKind;
import io.prompttuner.wire.event.EndReason;
import io.prompttuner.wire.event.Ended;
import io.prompttuner.wire.event.JobSubmitted;
import io.prompttuner.wire.event.Outcome;
import io.prompttuner.wire.event.StepEvent;
import io.prompttuner.wire.event.Verdict;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** All that the topics say of one job. */
final class Dossier {

    final JobSubmitted job;
    final Reports reports = new Reports();
    final Billing billing = new Billing();
    private final Instant submittedAt;

    @Nullable Instant cancelledAt;

    @Nullable Outcome outcome;

    Dossier(JobSubmitted job, Instant submittedAt) {
        this.job = job;
        this.submittedAt = submittedAt;
    }

    /** The facts from which a job may be stopped. */
    boolean mayStop(EndReason reason, Instant now) {
        return switch (reason) {
            case CANCEL_REQUESTED -> cancelledAt != null;
            case DEADLINE_PASSED -> job.afterDeadline() == AfterDeadline.STOP && now.isAfter(job.deadline());
            default -> false;
        };
    }

    /** Whether the end follows from the facts, and says so. */
    boolean hasCause(Entry entry, StepEvent report) {
        Ended ended = Objects.requireNonNull(report.ended());
        var course = new Course(job);
        return switch (ended.reason()) {
            case TARGET_MET -> ended.end() == EndKind.SUCCEEDED && course.meets(report.step());
            case MAX_STEPS ->
                ended.end() == EndKind.EXHAUSTED && report.step() == job.spec().maxSteps();
            case CANCEL_REQUESTED -> ended.end() == EndKind.CANCELLED && mayStop(ended.reason(), entry.at());
            case DEADLINE_PASSED -> ended.end() == EndKind.EXHAUSTED && mayStop(ended.reason(), entry.at());
            case LOSS_NOT_FINITE -> ended.end() == EndKind.DIVERGED && course.divergesAfter(report.step());
            case WORKERS_KEPT_DYING -> ended.end() == EndKind.FAILED && billing.deaths() >= 5;
            default -> false;
        };
    }

    /** The verdict of the broker's clock. */
    Verdict verdict(Entry end, Ended ended) {
        if (ended.end() == EndKind.SUCCEEDED && !end.at().isAfter(job.deadline())) {
            return Verdict.MET;
        }
        boolean excluded =
                ended.end() == EndKind.CANCELLED && cancelledAt != null && !cancelledAt.isAfter(job.deadline());
        return excluded ? Verdict.EXCLUDED : Verdict.MISSED;
    }

    /** Judges what an outcome says, as far as it follows from the job and its end. */
    void judge(Outcome said, Findings findings) {
        Entry end = reports.end();
        if (end == null || !(end.event() instanceof StepEvent report) || report.ended() == null) {
            findings.broken(Property.ONE_END, "there is no end, but " + said);
            return;
        }
        boolean same = said.ended().equals(report.ended())
                && said.steps() == report.step()
                && said.endedAt().equals(end.at())
                && said.submittedAt().equals(submittedAt);
        findings.check(same, Property.ONE_END, () -> "the end is %s, but %s".formatted(end, said));
        Verdict right = verdict(end, report.ended());
        findings.check(said.verdict() == right, Property.VERDICT, () -> "%s, but %s".formatted(right, said));
        findings.check(
                said.curve().equals(reports.fed()),
                Property.STALE_WORKER,
                () -> "to be fed were %s, but %s".formatted(reports.fed(), said));
    }
}
