package io.prompttuner.gateway.desk;

import com.fasterxml.jackson.databind.JsonNode;
import io.prompttuner.gateway.api.DryRun;
import io.prompttuner.gateway.api.JobStatus;
import io.prompttuner.gateway.submit.Fault;
import io.prompttuner.gateway.submit.JobIdentity;
import io.prompttuner.gateway.submit.KnownNames;
import io.prompttuner.gateway.submit.SubmitRule;
import io.prompttuner.gateway.view.PlatformView;
import io.prompttuner.wire.event.CancelRequested;
import io.prompttuner.wire.event.JobSubmitted;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Takes jobs in and requests to cancel them. Each is written once: a job under a key that is taken, and a cancel that was
 * requested before, are answered from the view, so that compaction can never move the time of the first. A cancel whose
 * acknowledgement was lost, here or in another gateway, stands in the log; so the log is read to its end before one is
 * written.
 */
public final class JobDesk {

    private static final Duration SEEN_WITHIN = Duration.ofSeconds(5);
    private static final Duration FRESH = Duration.ofSeconds(10);
    private static final int LOCKS = 64;

    private final PlatformView view;
    private final RequestLog log;
    private final SubmitRule rule;
    private final InstantSource clock;

    /** Jobs of which it is not known whether the log has them: a repeat writes the very same again. */
    private final Map<String, JobSubmitted> unsure = new ConcurrentHashMap<>();

    private final List<Object> locks =
            IntStream.range(0, LOCKS).mapToObj(i -> new Object()).toList();

    public JobDesk(PlatformView view, RequestLog log, SubmitRule rule, InstantSource clock) {
        this.view = view;
        this.log = log;
        this.rule = rule;
        this.clock = clock;
    }

    /** Submits a job, or finds it submitted. */
    public SubmitAnswer submit(JobIdentity identity, JsonNode body, KnownNames known) {
        if (behind()) {
            return new SubmitAnswer.Away(behindWhy());
        }
        synchronized (lockOf(identity.job())) { // two requests under one key are one job
            Optional<JobSubmitted> held = view.submitted(identity.tenant(), identity.job());
            JobSubmitted doubtful = unsure.get(identity.job());
            if (held.isPresent()) {
                unsure.remove(identity.job());
                return repeat(identity, body, held.get(), job -> held(identity, true));
            }
            return doubtful == null
                    ? first(identity, body, known)
                    : repeat(identity, body, doubtful, job -> write(identity, job));
        }
    }

    /** Says what would be submitted, and writes nothing. */
    public <R> R dryRun(
            JobIdentity identity,
            JsonNode body,
            KnownNames known,
            Function<DryRun, R> accepted,
            Function<List<Fault>, R> refused) {
        return rule.judge(body, identity, known, clock.instant())
                .match(job -> accepted.apply(new DryRun(job, view.quote(identity.tenant(), job.spec()))), refused);
    }

    /** Asks for a job to end now. */
    public CancelAnswer cancel(String tenant, String job) {
        synchronized (lockOf(job)) {
            Optional<JobStatus> status = view.status(tenant, job);
            if (status.isEmpty()) {
                return new CancelAnswer.Unknown();
            }
            if (needless(status.get())) {
                return new CancelAnswer.Noted(status.get(), false);
            }
            if (behind() || !readsToEnd()) {
                return new CancelAnswer.Away(behindWhy());
            }
            JobStatus now = view.status(tenant, job).orElseThrow();
            return needless(now) ? new CancelAnswer.Noted(now, false) : cancelFirst(tenant, job);
        }
    }

    private static boolean needless(JobStatus status) {
        return status.state().isFinal() || status.cancelRequested();
    }

    private SubmitAnswer repeat(
            JobIdentity identity, JsonNode body, JobSubmitted earlier, Function<JobSubmitted, SubmitAnswer> same) {
        return rule.repeat(body, identity, earlier)
                .<SubmitAnswer>match(
                        job -> job.equals(earlier) ? same.apply(job) : new SubmitAnswer.KeyTaken(identity.job()),
                        SubmitAnswer.Refused::new);
    }

    private SubmitAnswer first(JobIdentity identity, JsonNode body, KnownNames known) {
        return rule.judge(body, identity, known, clock.instant())
                .<SubmitAnswer>match(job -> write(identity, job), SubmitAnswer.Refused::new);
    }

    private SubmitAnswer write(JobIdentity identity, JobSubmitted job) {
        Optional<String> away = log.append(job);
        if (away.isPresent()) {
            unsure.put(job.job(), job);
            return new SubmitAnswer.Away(away.get());
        }
        unsure.remove(job.job());
        boolean seen = view.await(() -> view.submitted(job.tenant(), job.job()).isPresent(), SEEN_WITHIN);
        return seen ? held(identity, false) : new SubmitAnswer.Away(behindWhy());
    }

    private SubmitAnswer held(JobIdentity identity, boolean repeated) {
        return new SubmitAnswer.Held(
                view.describe(identity.tenant(), identity.job(), clock.instant())
                        .orElseThrow(),
                repeated);
    }

    private CancelAnswer cancelFirst(String tenant, String job) {
        Optional<String> away = log.append(new CancelRequested(job, tenant));
        if (away.isPresent()) {
            return new CancelAnswer.Away(away.get());
        }
        boolean seen = view.await(
                () -> view.status(tenant, job)
                        .filter(JobStatus::cancelRequested)
                        .isPresent(),
                SEEN_WITHIN);
        return seen
                ? new CancelAnswer.Noted(view.status(tenant, job).orElseThrow(), true)
                : new CancelAnswer.Away(behindWhy());
    }

    /** Waits until the view holds all that was in the log when this was called. */
    private boolean readsToEnd() {
        Instant called = clock.instant();
        return view.await(() -> !view.asOf().isBefore(called), SEEN_WITHIN);
    }

    /** A view that lags can't tell a first request from a repeat, and a broker that is away takes no writes. */
    private boolean behind() {
        return view.asOf().isBefore(clock.instant().minus(FRESH));
    }

    private String behindWhy() {
        return "the log can't be read just now: the view is as of " + view.asOf();
    }

    private Object lockOf(String job) {
        return locks.get(Math.floorMod(job.hashCode(), LOCKS));
    }
}
