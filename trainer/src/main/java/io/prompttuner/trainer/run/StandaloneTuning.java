package io.prompttuner.trainer.run;

import io.prompttuner.store.PromptManifest;
import io.prompttuner.store.StoredPrompt;
import io.prompttuner.store.dataset.Dataset;
import io.prompttuner.store.name.ContentHash;
import io.prompttuner.trainer.djl.LoadedModel;
import io.prompttuner.trainer.model.InvalidModelException;
import io.prompttuner.trainer.model.ModelDirectory;
import io.prompttuner.trainer.tuning.EncodedTask;
import io.prompttuner.trainer.tuning.PromptFile;
import io.prompttuner.trainer.tuning.Tuner;
import io.prompttuner.trainer.tuning.TuningEvent;
import io.prompttuner.trainer.tuning.TuningSession;
import io.prompttuner.trainer.tuning.TuningState;
import io.prompttuner.wire.event.EndReason;
import java.io.IOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Tunes one prompt from beginning to end, on the calling thread. The same request again gives the same bytes, also if the
 * run was paused on its way.
 */
public final class StandaloneTuning {

    private final TuneListener listener;
    private final BooleanSupplier pause;
    private final InstantSource clock;

    /**
     * Prepares a run.
     *
     * @param pause asked between two steps; once it says yes, the run ends at a checkpoint
     * @param clock what the times of files are renewed by; no result depends on it
     */
    public StandaloneTuning(TuneListener listener, BooleanSupplier pause, InstantSource clock) {
        this.listener = listener;
        this.pause = pause;
        this.clock = clock;
    }

    /** Runs it; a {@link RefusedException} names everything that is wrong with the request. */
    public TuneOutcome run(TuneRequest request) throws IOException {
        Dataset dataset = checked(request);
        try (LoadedModel model = ModelLoading.load(request.model(), request.devices())) {
            return new Run(request, model, dataset).toItsEnd();
        }
    }

    /** Reads the data and looks at the model's directory, so that the faults of both are told at once. */
    private static Dataset checked(TuneRequest request) throws IOException {
        var faults = new ArrayList<String>();
        try {
            ModelDirectory.open(request.model());
        } catch (InvalidModelException invalid) {
            faults.addAll(ModelLoading.spoken(request.model(), invalid));
        }
        Optional<Dataset> dataset = DatasetFile.read(request.data(), faults);
        if (!faults.isEmpty()) {
            throw new RefusedException(faults);
        }
        return dataset.orElseThrow();
    }

    /** One run with all it needs at hand. */
    private final class Run {

        private final TuneRequest request;
        private final LoadedModel model;
        private final EncodedTask task;
        private final InitialPromptFinder.Found initial;
        private final PromptManifest manifest;
        private final Optional<Checkpoints> checkpoints;

        Run(TuneRequest request, LoadedModel model, Dataset dataset) throws IOException {
            this.request = request;
            this.model = model;
            this.initial = new InitialPromptFinder(model).find(request);
            this.task = encode(dataset);
            this.manifest = Manifests.of(
                    model, dataset.sha256(), request.seed(), request.settings(), request.stop(), initial.spoken());
            this.checkpoints = Optional.ofNullable(request.checkpoint())
                    .map(directory -> new Checkpoints(
                            directory, clock, manifest, model.network().hidden()));
        }

        TuneOutcome toItsEnd() throws IOException {
            var tuner = new Tuner(model.network(), task, request.settings());
            var session = new TuningSession(tuner, request.stop(), firstState());
            listener.began(new TuneListener.Beginning(
                    session.state().step(),
                    request.stop().maxSteps(),
                    initial.prompt().length / model.network().hidden(),
                    task.train().size(),
                    task.heldOut().size()));
            while (!pause.getAsBoolean()) {
                TuningEvent event = session.next();
                listener.happened(event);
                if (event instanceof TuningEvent.Ended ended) {
                    return deliver(ended, session.state());
                }
                if (event instanceof TuningEvent.Evaluated) {
                    checkpoints.ifPresent(kept -> kept.keep(session.state()));
                }
            }
            checkpoints.ifPresent(kept -> kept.keep(session.state()));
            return new TuneOutcome.Paused(session.state().step());
        }

        private TuningState firstState() throws IOException {
            Optional<TuningState> kept =
                    checkpoints.isEmpty() ? Optional.empty() : checkpoints.get().newest();
            return kept.orElseGet(() -> TuningState.start(initial.prompt(), request.seed()));
        }

        private EncodedTask encode(Dataset dataset) throws IOException {
            int tokens = initial.prompt().length / model.network().hidden();
            var faults = new ArrayList<String>();
            return DatasetFile.encode(request.data(), model.encoder().encode(dataset, tokens), faults)
                    .orElseThrow(() -> new RefusedException(faults));
        }

        private TuneOutcome deliver(TuningEvent.Ended ended, TuningState state) throws IOException {
            var best = state.best();
            if (best == null) {
                return new TuneOutcome.Diverged(ended.step());
            }
            byte[] prompt = PromptFile.bytes(best.prompt(), model.network().hidden());
            Files.createDirectories(request.out());
            Files.write(request.out().resolve(StoredPrompt.PROMPT_FILE), prompt);
            Files.write(request.out().resolve(StoredPrompt.MANIFEST_FILE), manifest.toJson());
            EndReason reason = ended.reason();
            return new TuneOutcome.Delivered(
                    reason, ended.step(), ContentHash.of(prompt), best.evaluation(), best.step());
        }
    }
}
