package io.prompttuner.scaling.tracker;

import io.prompttuner.domain.convergence.ConvergenceModel;
import io.prompttuner.scaling.fact.JobFact;
import io.prompttuner.scaling.fact.JobSituation;
import io.prompttuner.scaling.tracker.PhaseRule.Standing;
import io.prompttuner.wire.event.AfterDeadline;
import io.prompttuner.wire.event.DeadLetter;
import io.prompttuner.wire.event.FactKind;
import io.prompttuner.wire.event.JobState;
import io.prompttuner.wire.event.JobSubmitted;
import io.prompttuner.wire.event.PhaseReason;
import io.prompttuner.wire.event.StepEvent;
import io.prompttuner.wire.event.StepKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Turns what is known of a job and one new fact into what is known then and what is to be said. Stateless; the caller keeps
 * the state, one per job.
 *
 * <p>Facts of one topic must come in the order of its partition; topics among each other may come in any order.
 */
public final class Tracker {

    private final TrackerSettings settings;
    private final TrackerRules rules;
    private final ReportRule reports;

    public Tracker(TrackerSettings settings, ConvergenceModel model, TrackerRules rules) {
        this.settings = settings;
        this.rules = rules;
        this.reports = new ReportRule(model, settings.stepSeconds());
    }

    public static Tracker standard() {
        return new Tracker(TrackerSettings.standard(), ConvergenceModel.standard(), TrackerRules.CONTRACT);
    }

    /** A fact about the job has been read. */
    public Tracked take(TrackState state, JobFact fact, Instant now) {
        if (fact.outcome() != null) {
            return judgedElsewhere(state, fact, now);
        }
        if (state.judged()) {
            return Tracked.unchanged(state);
        }
        if (state.accepted() == null && fact.submitted() == null) {
            return wait(state, fact);
        }
        @Nullable TrackState next = folded(state, fact);
        return next == null
                ? Tracked.unchanged(state)
                : speak(next.withNewest(fact.origin().at()), fact, now, true);
    }

    /** The time has come that {@link #wake} named. */
    public Tracked tick(TrackState state, Instant now) {
        Instant wake = state.voice().wake();
        if (wake == null || now.isBefore(wake)) {
            return Tracked.unchanged(state);
        }
        return state.judged() ? Tracked.silently(TrackState.UNKNOWN) : speak(state, null, now, false);
    }

    /** {@code jobs} has been read up to this broker time: what waits for a job since before then, waits for none. */
    public Tracked jobsReadTo(TrackState state, Instant readTo) {
        if (state.accepted() != null || state.waiting().isEmpty()) {
            return Tracked.unchanged(state);
        }
        List<JobFact> still = state.waiting().stream()
                .filter(fact -> fact.origin().at().isAfter(readTo))
                .toList();
        List<DeadLetter> strays = state.waiting().stream()
                .filter(fact -> !fact.origin().at().isAfter(readTo))
                .map(Stray::unknownJob)
                .toList();
        return Tracked.stray(state.withWaiting(still), true, strays);
    }

    /** When {@link #tick} is to be called; absent when there is nothing to wait for. */
    public static @Nullable Instant wake(TrackState state) {
        return state.voice().wake();
    }

    /** Broker time that {@code jobs} must have been read to before {@link #jobsReadTo} has work; absent if nothing waits. */
    public static @Nullable Instant waitsFor(TrackState state) {
        return state.waiting().stream()
                .map(fact -> fact.origin().at())
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** Another tracker, or this one before it lost its state, has said it: that stands. */
    private Tracked judgedElsewhere(TrackState state, JobFact fact, Instant now) {
        if (state.judged()) {
            return Tracked.unchanged(state);
        }
        JobSituation gone = state.accepted() == null ? null : situation(state, state.accepted(), fact, true);
        return new Tracked(remembered(now), true, null, gone, null, List.of());
    }

    private Tracked wait(TrackState state, JobFact fact) {
        if (state.waiting().size() >= settings.mostWaiting()) {
            return Tracked.stray(state, false, List.of(Stray.tooMany(fact, settings.mostWaiting())));
        }
        List<JobFact> more = new ArrayList<>(state.waiting());
        more.add(fact);
        return Tracked.silently(state.withWaiting(List.copyOf(more)));
    }

    /** The state with this fact; absent if the fact has no effect. */
    private @Nullable TrackState folded(TrackState state, JobFact fact) {
        Instant at = fact.origin().at();
        if (fact.submitted() != null) {
            return state.accepted() == null ? accepted(state, fact.submitted(), at) : null; // a job is written once
        }
        if (fact.cancel() != null) {
            return state.cancelledAt() == null ? state.withCancelledAt(at) : null;
        }
        if (fact.assignment() != null) {
            Bindings bindings = state.bindings();
            return bindings.counts(fact.assignment()) ? state.withBindings(bindings.with(fact.assignment(), at)) : null;
        }
        return fact.report() == null || state.finish() != null ? null : reported(state, fact.report(), at);
    }

    /** What waited for the job follows at once, in the order in which it came. */
    private TrackState accepted(TrackState state, JobSubmitted job, Instant at) {
        TrackState next = state.withAccepted(new Accepted(job, at)).withWaiting(List.of());
        for (JobFact waited : state.waiting()) {
            @Nullable TrackState after = folded(next, waited);
            next = after == null ? next : after.withNewest(waited.origin().at());
        }
        return next;
    }

    private @Nullable TrackState reported(TrackState state, StepEvent report, Instant at) {
        if (report.ended() != null) {
            boolean counts =
                    !rules.oneEnd() || report.attempt() >= state.progress().attempt();
            return counts ? state.withFinish(new Finish(report.ended(), report.attempt(), report.step(), at)) : null;
        }
        if (!state.progress().isBelow(Place.of(report))) {
            return null;
        }
        Accepted accepted = Objects.requireNonNull(state.accepted(), "reports wait for their job");
        TrackState next = state.withProgress(reports.take(state.progress(), report, accepted, at));
        return report.started() == null ? next : next.withStarted(report.started());
    }

    private Tracked speak(TrackState state, @Nullable JobFact fact, Instant now, boolean news) {
        Accepted accepted = Objects.requireNonNull(state.accepted(), "a job that is not known has nothing to say");
        if (OutcomeRule.isDue(state, rules)) {
            return judged(state, accepted, Objects.requireNonNull(fact), now);
        }
        Standing standing = PhaseRule.of(state, now, settings.quiet());
        Voice voice = state.voice();
        boolean changed = standing.phase() != voice.phase() || standing.reason() != voice.reason();
        boolean due = changed || isDue(voice, news, now);
        Voice next = due
                ? new Voice(standing.phase(), standing.reason(), now, false, null)
                : new Voice(voice.phase(), voice.reason(), voice.at(), voice.news() || news, null);
        TrackState spoken = state.withVoice(waking(next));
        return new Tracked(
                spoken,
                true,
                due ? said(spoken, accepted, standing) : null,
                fact == null ? null : situation(spoken, accepted, fact, false),
                null,
                List.of());
    }

    private boolean isDue(Voice voice, boolean news, Instant now) {
        Instant at = Objects.requireNonNull(voice.at(), "said nothing yet, so the phase has changed");
        return !now.isBefore(at.plus(news || voice.news() ? settings.quiet() : settings.repeat()));
    }

    private Voice waking(Voice voice) {
        Instant at = Objects.requireNonNull(voice.at(), "speaks at once when it first can");
        boolean soon = voice.news() || voice.reason() == PhaseReason.SUBMITTED;
        return new Voice(
                voice.phase(), voice.reason(), at, voice.news(), at.plus(soon ? settings.quiet() : settings.repeat()));
    }

    private Tracked judged(TrackState state, Accepted accepted, JobFact fact, Instant now) {
        Standing standing = PhaseRule.judged(Objects.requireNonNull(state.finish()));
        return new Tracked(
                remembered(now),
                true,
                said(state, accepted, standing),
                situation(state, accepted, fact, true),
                OutcomeRule.outcome(state),
                List.of());
    }

    private TrackState remembered(Instant now) {
        return TrackState.JUDGED.withVoice(new Voice(null, null, null, false, now.plus(settings.remember())));
    }

    /** (attempt, step) never falls from one state of a job to the next, else its readers would ignore it. */
    private static JobState said(TrackState state, Accepted accepted, Standing standing) {
        Progress progress = state.progress();
        Finish finish = state.finish();
        boolean beyond = finish != null && finish.attempt() > progress.attempt();
        long step =
                finish == null ? progress.step() : beyond ? finish.step() : Math.max(finish.step(), progress.step());
        return new JobState(
                accepted.job().job(),
                accepted.job().tenant(),
                standing.phase(),
                standing.reason(),
                finish == null ? progress.attempt() : Math.max(finish.attempt(), progress.attempt()),
                step,
                state.newest() == null ? accepted.at() : state.newest(),
                progress.bestLoss(),
                progress.bestAccuracy(),
                progress.loss(),
                progress.forecast(),
                progress.bestAnswers());
    }

    private JobSituation situation(TrackState state, Accepted accepted, JobFact fact, boolean gone) {
        JobSubmitted job = accepted.job();
        Progress progress = state.progress();
        Bindings bindings = state.bindings();
        boolean reports = bindings.held() && progress.attempt() == bindings.attempt();
        return new JobSituation(
                fact.origin(),
                kindOf(fact),
                job.job(),
                job.tenant(),
                job.spec().baseModel(),
                accepted.at(),
                job.deadline(),
                job.afterDeadline() == AfterDeadline.STOP,
                job.spec().maxWorkers(),
                state.cancelledAt() != null,
                state.finish() != null,
                gone,
                progress.highest() != null,
                bindings.attempt(),
                bindings.attempts(),
                bindings.meter().workers(),
                bindings.held() ? bindings.boundAt() : null,
                reports ? progress.attemptSince() : null,
                this.reports.stepsForecast(progress, accepted),
                progress.stepTime().seconds(),
                progress.stepTime().efficiency());
    }

    private static FactKind kindOf(JobFact fact) {
        if (fact.submitted() != null) {
            return FactKind.ARRIVAL;
        }
        if (fact.cancel() != null) {
            return FactKind.CANCEL;
        }
        if (fact.report() != null) {
            return fact.report().kind() == StepKind.ENDED ? FactKind.END : FactKind.REPORT;
        }
        return fact.outcome() == null ? FactKind.FLEET : FactKind.END;
    }
}
