package io.prompttuner.trainer.worker.attempt;

import io.prompttuner.store.Checkpoint;
import io.prompttuner.store.CheckpointKey;
import io.prompttuner.store.PromptManifest;
import io.prompttuner.store.name.ContentHash;
import io.prompttuner.store.name.JobSlug;
import io.prompttuner.store.name.TenantSlug;
import io.prompttuner.store.prompt.PromptFile;
import io.prompttuner.trainer.tuning.Evaluation;
import io.prompttuner.trainer.tuning.Throttle;
import io.prompttuner.trainer.tuning.TuningState.Best;
import io.prompttuner.wire.event.Checkpointed;
import io.prompttuner.wire.event.Ended;
import io.prompttuner.wire.event.Evaluated;
import io.prompttuner.wire.event.JobSubmitted;
import io.prompttuner.wire.event.Measured;
import io.prompttuner.wire.event.StartKind;
import io.prompttuner.wire.event.Started;
import io.prompttuner.wire.event.StepEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what becomes of one job under one attempt: reports, checkpoints, prompts. What a report names is durable
 * before the report is written.
 */
final class Journal {

    private static final Checkpointed NOTHING_YET = new Checkpointed(null, null, null);

    private final Workplace place;
    private final JobSubmitted job;
    private final JobSlug slug;
    private final TenantSlug tenant;
    private long attempt;
    private CompletableFuture<Void> latest = CompletableFuture.completedFuture(null);
    private Instant savedAt;
    private @Nullable CheckpointKey saved;
    private long bestStep = -1;
    private Checkpointed best = NOTHING_YET;

    Journal(Workplace place, JobSubmitted job, long attempt) {
        this.place = place;
        this.job = job;
        this.slug = new JobSlug(job.job());
        this.tenant = new TenantSlug(job.tenant());
        this.attempt = attempt;
        this.savedAt = place.clock().instant();
    }

    long attempt() {
        return attempt;
    }

    /** From here on everything is written under this attempt. */
    void enter(long newer) {
        attempt = newer;
    }

    Optional<SavedRun> newest() {
        return place.stores()
                .checkpoints()
                .newest(slug)
                .map(Checkpoint::content)
                .map(SavedRun::read);
    }

    void started(long step, Started started) {
        latest = write(StepEvent.started(job.job(), attempt, step, place.worker(), started));
    }

    void stepped(long step, Measured measured) {
        latest = write(StepEvent.step(job.job(), attempt, step, place.worker(), measured));
    }

    void evaluated(long step, Evaluation evaluation, boolean met) {
        var evaluated = new Evaluated(evaluation.loss(), evaluation.accuracy(), met, evaluation.answers());
        latest = write(StepEvent.evaluated(job.job(), attempt, step, place.worker(), evaluated));
    }

    /** Keeps the state, silently: the very first checkpoint comes before {@code started}. */
    boolean save(SavedRun run) {
        var key = new CheckpointKey(attempt, run.state().step());
        var checkpoint = new Checkpoint(key, run.bundle(hidden()));
        boolean kept =
                keepBest(run) && durably(() -> place.stores().checkpoints().put(slug, checkpoint));
        if (kept) {
            saved = key;
            savedAt = place.clock().instant();
        }
        return kept;
    }

    /** Keeps the state, and says so; false if there was no use in waiting for the store any more. */
    boolean checkpoint(SavedRun run) {
        boolean kept = save(run);
        if (kept) {
            long step = run.state().step();
            latest = write(StepEvent.checkpointed(job.job(), attempt, step, place.worker(), best));
        }
        return kept;
    }

    boolean isSaved(long step) {
        return new CheckpointKey(attempt, step).equals(saved);
    }

    boolean checkpointIsDue() {
        return !place.clock().instant().isBefore(savedAt.plus(place.habits().checkpointEvery()));
    }

    /** The last word on the job, once its best prompt is durable; nothing if there was no use in waiting for that. */
    Optional<StepEvent> end(@Nullable SavedRun run, Ended ended) {
        if (run != null && !keepBest(run)) {
            return Optional.empty();
        }
        long step = run == null ? 0 : run.state().step();
        var said = new Ended(
                ended.end(),
                ended.reason(),
                best.bestPrompt(),
                best.bestLoss(),
                best.bestAccuracy(),
                ended.error(),
                best.bestAnswers());
        return Optional.of(StepEvent.ended(job.job(), attempt, step, place.worker(), said));
    }

    CompletableFuture<Void> write(StepEvent report) {
        return place.reports().write(report);
    }

    /** The report written last; once the broker has it, it has all. */
    CompletableFuture<Void> latest() {
        return latest;
    }

    void discard() {
        place.reports().discard(job.job(), attempt);
    }

    private boolean keepBest(SavedRun run) {
        @Nullable Best now = run.state().best();
        if (now == null || now.step() == bestStep) {
            return true;
        }
        byte[] prompt = PromptFile.bytes(now.prompt(), hidden());
        PromptManifest manifest = manifest(run, now.step());
        boolean kept = durably(() -> place.stores().prompts().put(tenant, prompt, manifest));
        if (kept) {
            bestStep = now.step();
            best = new Checkpointed(
                    ContentHash.of(prompt).hex(),
                    now.evaluation().loss(),
                    now.evaluation().accuracy(),
                    now.evaluation().answers());
        }
        return kept;
    }

    private PromptManifest manifest(SavedRun run, long step) {
        JobPlan plan = JobPlan.of(job.spec(), place.habits());
        PromptManifest whole = place.replica()
                .manifests()
                .of(
                        new ContentHash(job.spec().dataset()),
                        job.seed(),
                        plan.settings(),
                        plan.stop(),
                        spoken(run.started()));
        String throttled = throttled(run.state().throttles(), step);
        if (throttled.isEmpty()) {
            return whole;
        }
        Map<String, Object> settings = new TreeMap<>(whole.settings());
        settings.put("batchScale", throttled);
        return new PromptManifest(
                whole.baseModel(), whole.data(), whole.seed(), settings, whole.initialPrompt(), whole.numerics());
    }

    /** The batch scales that shaped a prompt of this step, as {@code step:scale} with spaces between. */
    private static String throttled(List<Throttle> throttles, long before) {
        Map<Long, Double> last = new TreeMap<>();
        throttles.forEach(throttle -> last.put(throttle.step(), throttle.batchScale()));
        return last.entrySet().stream()
                .filter(change -> change.getKey() < before)
                .map(change -> change.getKey() + ":" + change.getValue())
                .collect(Collectors.joining(" "));
    }

    /** Where tuning began, in the words that manifests of runs without the platform use too. */
    private String spoken(Started started) {
        if (started.initial() == StartKind.TEXT) {
            return "text: " + job.start().text();
        }
        return started.initial() == StartKind.PROMPT
                ? "prompt " + started.prompt()
                : started.initial().word();
    }

    private boolean durably(Runnable write) {
        return new Perseverance(place.orders())
                .write(() -> {
                    write.run();
                    return true;
                })
                .isPresent();
    }

    private int hidden() {
        return place.replica().model().hidden();
    }
}
