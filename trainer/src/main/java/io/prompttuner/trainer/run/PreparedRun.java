package io.prompttuner.trainer.run;

import io.prompttuner.store.PromptManifest;
import io.prompttuner.store.dataset.Dataset;
import io.prompttuner.store.prompt.PromptFile;
import io.prompttuner.trainer.djl.LoadedModel;
import io.prompttuner.trainer.model.InvalidModelException;
import io.prompttuner.trainer.model.ModelDirectory;
import io.prompttuner.trainer.tuning.AnswerExam;
import io.prompttuner.trainer.tuning.Crew;
import io.prompttuner.trainer.tuning.EncodedTask;
import io.prompttuner.trainer.tuning.TokenBatch;
import io.prompttuner.trainer.tuning.Tuner;
import io.prompttuner.trainer.tuning.TuningState;
import io.prompttuner.trainer.tuning.TuningState.Best;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A run with all it needs at hand: the task in the model's tokens, where it begins, and how its prompt came to be. */
public final class PreparedRun {

    private final TuneRequest request;
    private final LoadedModel model;
    private final EncodedTask task;
    private final InitialPromptFinder.Found initial;
    private final PromptManifest manifest;
    private final Optional<Checkpoints> checkpoints;

    /** Prepares a run on a loaded model; a {@link RefusedException} names what does not fit. */
    public PreparedRun(TuneRequest request, LoadedModel model, Dataset dataset, InstantSource clock)
            throws IOException {
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

    /**
     * Reads the data and looks at the model's directory, so that the faults of both are told at once, by a {@link
     * RefusedException}.
     */
    public static Dataset checked(TuneRequest request) throws IOException {
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

    public Tuner tuner(Crew crew) {
        AnswerExam exam = model.encoder().exam(model.network(), task, request.stop());
        return new Tuner(model.network(), task, request.settings(), crew, exam);
    }

    /** The newest checkpoint, or the beginning. */
    public TuningState firstState() throws IOException {
        Optional<TuningState> kept =
                checkpoints.isEmpty() ? Optional.empty() : checkpoints.get().newest();
        return kept.orElseGet(() -> TuningState.start(initial.prompt(), request.seed()));
    }

    /** Keeps a state, if checkpoints are kept. */
    public void keep(TuningState state) {
        checkpoints.ifPresent(kept -> kept.keep(state));
    }

    /** What is told of a run that begins at a step. */
    public TuneListener.Beginning beginning(long step) {
        return new TuneListener.Beginning(
                step,
                request.stop().maxSteps(),
                promptTokens(),
                task.train().size(),
                task.heldOut().size());
    }

    /** Computes a little and forgets it: what is slow only at first does not have to happen while others wait. */
    public void warmUp() {
        model.network()
                .gradient(initial.prompt(), TokenBatch.of(List.of(task.train().get(0)), promptTokens()));
    }

    /** The files of the prompt that is delivered. */
    public DeliveredFiles files(Best best) {
        return new DeliveredFiles(
                PromptFile.bytes(best.prompt(), model.network().hidden()), manifest.toJson());
    }

    private int promptTokens() {
        return initial.prompt().length / model.network().hidden();
    }

    private EncodedTask encode(Dataset dataset) throws IOException {
        var faults = new ArrayList<String>();
        return DatasetFile.encode(request.data(), model.encoder().encode(dataset, promptTokens()), faults)
                .orElseThrow(() -> new RefusedException(faults));
    }
}
