package io.prompttuner.gateway.view;

import io.prompttuner.gateway.api.JobDescription;
import io.prompttuner.gateway.api.JobOutcome;
import io.prompttuner.gateway.api.JobPage;
import io.prompttuner.gateway.api.JobStatus;
import io.prompttuner.gateway.api.Quote;
import io.prompttuner.wire.event.Decision;
import io.prompttuner.wire.event.Event;
import io.prompttuner.wire.event.JobPhase;
import io.prompttuner.wire.event.JobSpec;
import io.prompttuner.wire.event.JobSubmitted;
import io.prompttuner.wire.event.Outcome;
import io.prompttuner.wire.event.SloReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * All that the log says, by tenant. Readers never wait, and what one gets of a job is of one moment. A job of another
 * tenant is, for every question, a job that does not exist.
 */
public final class PlatformView {

    private final Map<String, JobFacts> jobs = new ConcurrentHashMap<>();
    private final Map<String, NavigableMap<PageKey, String>> byTenant = new ConcurrentHashMap<>();
    private final Map<String, SloReport> slo = new ConcurrentHashMap<>();
    private final LongAdder skipped = new LongAdder();
    private final Object arrivals = new Object();
    private volatile ViewListener listener = ViewListener.NONE;
    private volatile Instant asOf = Instant.EPOCH;

    /** From now on this one is told. */
    public void listener(ViewListener news) {
        listener = news;
    }

    /** Takes one record of {@code jobs}, {@code cancels}, {@code job-states}, {@code assignments}, and so on. */
    public synchronized void fold(Event event, Instant at) {
        if (event instanceof SloReport report) {
            slo.put(report.tenant(), report);
            listener.judged(report);
            return;
        }
        JobFacts before = jobs.getOrDefault(event.key(), JobFacts.NONE);
        JobFacts after = before.with(event, at);
        if (!after.equals(before)) {
            jobs.put(event.key(), after);
            if (event instanceof JobSubmitted) {
                index(after);
            }
            synchronized (arrivals) {
                arrivals.notifyAll();
            }
            if (after.isKnown()) {
                tell(event, after);
            }
        }
    }

    /** Counts a record that is no event; others keep it as a dead letter. */
    public void skip() {
        skipped.increment();
    }

    /** How many records were no events. */
    public long skipped() {
        return skipped.sum();
    }

    /** Waits until the view shows something; false if it does not in time. */
    public boolean await(BooleanSupplier shown, Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        synchronized (arrivals) {
            while (!shown.getAsBoolean()) {
                long left = end - System.nanoTime();
                if (left <= 0 || !waited(left)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** The view holds everything that was in the log at this time. */
    public void caughtUp(Instant at) {
        asOf = at;
        synchronized (arrivals) {
            arrivals.notifyAll();
        }
    }

    /** Whether the view has held everything once: before that it can't tell what is not there. */
    public boolean isWhole() {
        return asOf.isAfter(Instant.EPOCH);
    }

    /** When the view last held everything that was in the log; the epoch if it never did. */
    public Instant asOf() {
        return asOf;
    }

    /** The job as it was submitted. */
    public Optional<JobSubmitted> submitted(String tenant, String job) {
        return find(tenant, job).map(JobFacts::job);
    }

    /** Broker time of the job's record. */
    public Optional<Instant> submittedAt(String tenant, String job) {
        return find(tenant, job).map(JobFacts::since);
    }

    public Optional<JobStatus> status(String tenant, String job) {
        return find(tenant, job).map(StatusRule::status);
    }

    /** Everything known of a job, with the cost of what still lasts counted up to {@code now}. */
    public Optional<JobDescription> describe(String tenant, String job, Instant now) {
        return find(tenant, job).map(facts -> StatusRule.describe(facts, asOf, now));
    }

    public Optional<Decision> decision(String tenant, String job) {
        return find(tenant, job).flatMap(facts -> Optional.ofNullable(facts.decision()));
    }

    public Optional<JobOutcome> outcome(String tenant, String job) {
        return find(tenant, job)
                .flatMap(facts -> Optional.ofNullable(facts.outcome()))
                .map(JobOutcome::of);
    }

    /**
     * Some of a tenant's jobs, newest first.
     *
     * @param phases which states count; all if empty
     * @param after the last job of the page before
     */
    public JobPage page(String tenant, Set<JobPhase> phases, Optional<PageKey> after, int limit) {
        NavigableMap<PageKey, String> all = byTenant.getOrDefault(tenant, new ConcurrentSkipListMap<>());
        Collection<String> rest =
                after.map(key -> all.tailMap(key, false)).orElse(all).values();
        List<JobStatus> found = rest.stream()
                .flatMap(job -> find(tenant, job).stream())
                .map(StatusRule::status)
                .filter(status -> phases.isEmpty() || phases.contains(status.state()))
                .limit(limit + 1L)
                .toList();
        boolean more = found.size() > limit;
        List<JobStatus> shown = more ? found.subList(0, limit) : found;
        return new JobPage(asOf, shown, more ? keyOf(shown.get(limit - 1)).cursor() : null);
    }

    /** The tenant's jobs that name this dataset and have not ended. */
    public List<String> liveJobsNaming(String tenant, String dataset) {
        return facts(tenant)
                .filter(JobFacts::isLive)
                .filter(facts -> facts.job().spec().dataset().equals(dataset))
                .map(facts -> facts.job().job())
                .toList();
    }

    /** What a job would probably need, by the tenant's ended ones. */
    public Quote quote(String tenant, JobSpec spec) {
        List<Outcome> ended = facts(tenant)
                .flatMap(facts -> Stream.ofNullable(facts.outcome()))
                .toList();
        return QuoteRule.quote(spec, ended);
    }

    /** One tenant's promises, if any was judged. */
    public Optional<SloReport> slo(String tenant) {
        return Optional.ofNullable(slo.get(tenant));
    }

    /** Every tenant's, in order of their names. */
    public List<SloReport> slo() {
        return slo.values().stream()
                .sorted(Comparator.comparing(SloReport::tenant))
                .toList();
    }

    /** Broker time of the oldest job that has not ended: nothing older can concern a live one. */
    public Optional<Instant> oldestLive() {
        return jobs.values().stream()
                .filter(facts -> facts.isKnown() && facts.isLive())
                .map(JobFacts::since)
                .min(Instant::compareTo);
    }

    @SuppressWarnings("WaitNotInLoop") // its caller loops
    private boolean waited(long nanos) {
        try {
            TimeUnit.NANOSECONDS.timedWait(arrivals, nanos);
            return true;
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Optional<JobFacts> find(String tenant, String job) {
        return Optional.ofNullable(jobs.get(job))
                .filter(facts -> facts.isKnown() && facts.job().tenant().equals(tenant));
    }

    private Stream<JobFacts> facts(String tenant) {
        return byTenant.getOrDefault(tenant, new ConcurrentSkipListMap<>()).values().stream()
                .flatMap(job -> find(tenant, job).stream());
    }

    private void index(JobFacts facts) {
        var key = new PageKey(facts.since(), facts.job().job());
        byTenant.computeIfAbsent(facts.job().tenant(), tenant -> new ConcurrentSkipListMap<>())
                .put(key, key.job());
    }

    private void tell(Event event, JobFacts facts) {
        String tenant = facts.job().tenant();
        if (event instanceof Decision decision) {
            listener.decided(tenant, decision);
            return;
        }
        if (event instanceof Outcome outcome) {
            listener.ended(tenant, outcome.job(), JobOutcome.of(outcome));
        }
        listener.changed(StatusRule.status(facts));
    }

    private static PageKey keyOf(JobStatus status) {
        return new PageKey(status.submittedAt(), status.id());
    }
}
