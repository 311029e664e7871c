package io.prompttuner.trainer.worker.attempt;

import io.prompttuner.store.PromptRef;
import io.prompttuner.store.StoreException;
import io.prompttuner.store.StoredPrompt;
import io.prompttuner.store.name.ContentHash;
import io.prompttuner.store.name.TenantSlug;
import io.prompttuner.store.prompt.PromptFile;
import io.prompttuner.trainer.tuning.EncodedTask;
import io.prompttuner.trainer.tuning.InitialPrompts;
import io.prompttuner.trainer.worker.attempt.BankLookup.Proposal;
import io.prompttuner.wire.event.BankAnswer;
import io.prompttuner.wire.event.EndReason;
import io.prompttuner.wire.event.JobSubmitted;
import io.prompttuner.wire.event.StartKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gathers the starts a job may begin with, by the kind of start its tenant chose. */
final class FieldFinder {

    private static final Logger LOG = LoggerFactory.getLogger(FieldFinder.class);

    private final Workplace place;
    private final JobSubmitted job;
    private final EncodedTask task;
    private final float[] features;

    FieldFinder(Workplace place, JobSubmitted job, EncodedTask task) {
        this.place = place;
        this.job = job;
        this.task = task;
        this.features = place.replica().features().of(task);
    }

    Prepared<Field> find() {
        return switch (job.start().kind()) {
            case PLAIN -> alone(plain());
            case RANDOM -> alone(random());
            case TEXT ->
                text().map(this::alone)
                        .orElseGet(() -> new Prepared.Impossible<>(
                                EndReason.TASK_UNFIT, "the text to start from is empty, or too long for this model"));
            case PROMPT ->
                chosen().map(this::alone)
                        .orElseGet(() -> new Prepared.Impossible<>(
                                EndReason.PROMPT_MISSING,
                                "no prompt %s of %s that fits"
                                        .formatted(job.start().prompt(), job.tenant())));
            case RACE -> new PlainShare(place.habits().plainOneIn()).holds(job.job()) ? alone(plain()) : race();
        };
    }

    private Prepared<Field> race() {
        Optional<List<Proposal>> proposals =
                place.bank().lookup(job.job(), features, place.habits().proposals());
        List<Entrant> entrants = new ArrayList<>();
        proposals.ifPresent(list -> list.forEach(proposal -> proposed(proposal).ifPresent(entrants::add)));
        BankAnswer answer = entrants.isEmpty() ? BankAnswer.NOTHING_NEAR : BankAnswer.CANDIDATES;
        text().ifPresent(entrants::add);
        entrants.add(plain());
        return field(entrants, proposals.isEmpty() ? BankAnswer.UNAVAILABLE : answer);
    }

    private Prepared<Field> alone(Entrant entrant) {
        return field(List.of(entrant), BankAnswer.NOT_ASKED);
    }

    private Prepared<Field> field(List<Entrant> entrants, BankAnswer bank) {
        List<Double> vector = new ArrayList<>(features.length);
        for (float feature : features) {
            vector.add((double) feature);
        }
        return new Prepared.Ready<>(new Field(entrants, vector, bank));
    }

    private Entrant plain() {
        float[] prompt = new InitialPrompts(place.replica().model())
                .plain(job.seed(), job.spec().promptTokens());
        return new Entrant(StartKind.PLAIN, null, null, prompt);
    }

    private Entrant random() {
        float[] prompt = new InitialPrompts(place.replica().model())
                .random(job.seed(), job.spec().promptTokens());
        return new Entrant(StartKind.RANDOM, null, null, prompt);
    }

    private Optional<Entrant> text() {
        @Nullable String text = job.start().text();
        int[] tokens = text == null ? new int[0] : place.replica().encoder().input(text);
        return tokens.length == 0 || tokens.length > room()
                ? Optional.empty()
                : Optional.of(new Entrant(
                        StartKind.TEXT,
                        null,
                        null,
                        new InitialPrompts(place.replica().model()).text(tokens)));
    }

    private Optional<Entrant> chosen() {
        @Nullable String hash = job.start().prompt();
        return hash == null ? Optional.empty() : stored(job.tenant(), hash, null);
    }

    private Optional<Entrant> proposed(Proposal proposal) {
        try {
            return stored(proposal.tenant(), proposal.prompt(), proposal.fromJob());
        } catch (StoreException unreadable) {
            LOG.warn("{}; the race goes on without it", unreadable.getMessage());
            return Optional.empty();
        }
    }

    /** A prompt of the store, unless it is gone, or was made for another model, or leaves no room for the task. */
    private Optional<Entrant> stored(String tenant, String hash, @Nullable String fromJob) {
        return TenantSlug.parse(tenant)
                .flatMap(owner -> ContentHash.parse(hash).map(name -> new PromptRef(owner, name)))
                .flatMap(place.stores().prompts()::get)
                .filter(prompt ->
                        prompt.manifest().baseModel().equals(place.replica().hash()))
                .flatMap(this::values)
                .map(values -> new Entrant(StartKind.PROMPT, hash, fromJob, values));
    }

    private Optional<float[]> values(StoredPrompt prompt) {
        int hidden = place.replica().model().hidden();
        try {
            float[] values = PromptFile.read(prompt.prompt(), hidden);
            return values.length > room() * hidden ? Optional.empty() : Optional.of(values);
        } catch (IOException noPrompt) {
            return Optional.empty();
        }
    }

    private int room() {
        return task.roomForPrompt(place.replica().model().positions());
    }
}
