package io.prompttuner.simulator.protocol.judge;

import io.prompttuner.simulator.protocol.log.Entry;
import io.prompttuner.simulator.protocol.time.Chance;
import io.prompttuner.wire.event.Allocation;
import io.prompttuner.wire.event.AssignmentEvent;
import io.prompttuner.wire.event.AssignmentKind;
import io.prompttuner.wire.event.CancelRequested;
import io.prompttuner.wire.event.DeadLetter;
import io.prompttuner.wire.event.EndReason;
import io.prompttuner.wire.event.JobState;
import io.prompttuner.wire.event.JobSubmitted;
import io.prompttuner.wire.event.Outcome;
import io.prompttuner.wire.event.StepEvent;
import io.prompttuner.wire.event.WishReason;
import java.util.Map;
import java.util.TreeMap;

/** Sees every record as it is appended, keeps a dossier of every job, and judges. */
public final class Court {

    /** An attempt is its controller's term x 2^20 + n. */
    private static final int TERM_BITS = 20;

    private final Findings findings;
    private final Map<String, Dossier> dossiers = new TreeMap<>();
    private boolean settled;

    public Court(Findings findings) {
        this.findings = findings;
    }

    /** Nothing has failed for a while: from now on nobody may be at work who is not billed. */
    public void settle() {
        settled = true;
    }

    /** A record was appended. */
    public void witness(Entry entry) {
        findings.note(entry::toString);
        if (entry.event() instanceof JobSubmitted job) {
            dossiers.putIfAbsent(job.job(), new Dossier(job, entry.at()));
        } else if (entry.event() instanceof DeadLetter letter) {
            findings.broken(Property.NO_STRAY, letter.toString());
        } else {
            Dossier dossier = dossiers.get(entry.key());
            if (dossier != null) {
                witness(dossier, entry);
            }
        }
    }

    private void witness(Dossier dossier, Entry entry) {
        if (entry.event() instanceof CancelRequested) {
            dossier.cancelledAt = dossier.cancelledAt == null ? entry.at() : dossier.cancelledAt;
        } else if (entry.event() instanceof StepEvent report) {
            reported(dossier, entry, report);
        } else if (entry.event() instanceof AssignmentEvent event) {
            boolean counts = dossier.billing.add(event, entry.at());
            boolean late = counts && event.kind() == AssignmentKind.BOUND && dossier.outcome != null;
            findings.check(!late, Property.NO_BINDING_AFTER_END, () -> "bound after its outcome: " + event);
        } else if (entry.event() instanceof Allocation wish) {
            wished(dossier, entry, wish);
        } else if (entry.event() instanceof Outcome outcome) {
            judged(dossier, outcome);
        } else if (entry.event() instanceof JobState state) {
            said(dossier, state);
        }
    }

    private void reported(Dossier dossier, Entry entry, StepEvent report) {
        boolean counted = dossier.reports.end() == null && report.attempt() >= dossier.reports.highestAttempt();
        boolean billed = dossier.billing.pays(report.attempt());
        boolean byWorker = !report.author().equals("controller");
        findings.check(
                !settled || !counted || !byWorker || billed,
                Property.NO_WORK_UNBILLED,
                () -> "%s, while attempt %d is bound".formatted(report, dossier.billing.open()));
        if (dossier.reports.add(entry, report)) {
            findings.check(dossier.hasCause(entry, report), Property.CAUSE, () -> "no cause for " + report);
            findings.check(
                    byWorker || !dossier.billing.isHeldUnder(report.attempt() >> TERM_BITS),
                    Property.NOBODY_HOLDS_IT,
                    () -> "%s, but it is held by %s".formatted(report, dossier.billing.holders()));
        }
    }

    private void wished(Dossier dossier, Entry entry, Allocation wish) {
        if (wish.reason() == WishReason.ENDED) {
            findings.check(dossier.reports.end() != null, Property.CAUSE, () -> "it has not ended: " + wish);
        }
        EndReason reason = switch (wish.reason()) {
            case CANCEL_REQUESTED -> EndReason.CANCEL_REQUESTED;
            case DEADLINE_PASSED -> EndReason.DEADLINE_PASSED;
            default -> null;
        };
        if (reason != null) {
            findings.check(dossier.mayStop(reason, entry.at()), Property.CAUSE, () -> "no cause for " + wish);
        }
    }

    private void judged(Dossier dossier, Outcome outcome) {
        if (dossier.outcome == null) {
            dossier.outcome = outcome;
            dossier.judge(outcome, findings);
        } else {
            findings.check(
                    dossier.outcome.equals(outcome),
                    Property.ONE_OUTCOME,
                    () -> "first %s, then %s".formatted(dossier.outcome, outcome));
        }
    }

    private void said(Dossier dossier, JobState state) {
        if (state.phase().isFinal()) {
            Entry end = dossier.reports.end();
            boolean right = end != null
                    && end.event() instanceof StepEvent report
                    && report.ended() != null
                    && report.ended().end().name().equals(state.phase().name());
            findings.check(right, Property.FINAL_STATE, () -> "the end is %s, but %s".formatted(end, state));
        }
    }

    /** Whether every accepted job has its outcome. */
    public boolean isOver() {
        return dossiers.values().stream().allMatch(dossier -> dossier.outcome != null);
    }

    /** Whether this attempt stands in the assignments and counts there. */
    public boolean isBound(String job, long attempt) {
        Dossier dossier = dossiers.get(job);
        return dossier != null && dossier.billing.knows(attempt);
    }

    /** What is bound now, by the records that count: attempts by job. */
    public Map<String, Long> bound() {
        Map<String, Long> bound = new TreeMap<>();
        dossiers.forEach((job, dossier) -> {
            if (dossier.billing.open() != 0) {
                bound.put(job, dossier.billing.open());
            }
        });
        return bound;
    }

    /** The history is over: what has to be so in the end? */
    public void close(Replays replays, Chance chance) {
        for (Dossier dossier : dossiers.values()) {
            Outcome outcome = dossier.outcome;
            if (outcome == null) {
                findings.broken(Property.EVERY_JOB_ENDS, dossier.job.job() + " has no outcome");
            } else {
                close(dossier, outcome);
                replays.compare(outcome, chance);
            }
        }
    }

    private void close(Dossier dossier, Outcome outcome) {
        Billing billing = dossier.billing;
        String job = dossier.job.job();
        findings.check(
                billing.open() == 0, Property.EVERY_BOUND_ENDS, () -> job + " is still held by " + billing.holders());
        boolean cost = Math.abs(billing.workerSeconds() - outcome.workerSeconds()) < 1e-6
                && Math.abs(billing.gpuSeconds() - outcome.gpuSeconds()) < 1e-6
                && billing.attempts() == outcome.attempts();
        findings.check(
                cost,
                Property.COST,
                () -> "%d attempts, %f worker-seconds, %f GPU-seconds, but %s"
                        .formatted(billing.attempts(), billing.workerSeconds(), billing.gpuSeconds(), outcome));
    }
}
