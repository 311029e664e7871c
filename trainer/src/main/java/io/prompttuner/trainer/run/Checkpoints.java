package io.prompttuner.trainer.run;

import io.prompttuner.store.Bundle;
import io.prompttuner.store.Checkpoint;
import io.prompttuner.store.CheckpointKey;
import io.prompttuner.store.CheckpointStore;
import io.prompttuner.store.PromptManifest;
import io.prompttuner.store.directory.DirectoryStores;
import io.prompttuner.store.name.JobSlug;
import io.prompttuner.trainer.tuning.TuningState;
import io.prompttuner.trainer.tuning.TuningStateFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps the states of a run that can be paused, each with the manifest of the run it belongs to. */
final class Checkpoints {

    private static final String STATE = "state.safetensors";
    private static final String MANIFEST = "manifest.json";
    private static final JobSlug RUN = new JobSlug("standalone");
    private static final long ATTEMPT = 0;

    private final CheckpointStore store;
    private final Path directory;
    private final byte[] manifest;
    private final int hidden;

    Checkpoints(Path directory, InstantSource clock, PromptManifest manifest, int hidden) {
        this.store = DirectoryStores.in(directory, clock).checkpoints();
        this.directory = directory;
        this.manifest = manifest.toJson();
        this.hidden = hidden;
    }

    void keep(TuningState state) {
        var content = new Bundle(Map.of(STATE, TuningStateFile.bytes(state, hidden), MANIFEST, manifest));
        store.put(RUN, new Checkpoint(new CheckpointKey(ATTEMPT, state.step()), content));
    }

    /** The newest state, unless there is none; refuses one of another run. */
    Optional<TuningState> newest() throws IOException {
        Optional<Bundle> found = store.newest(RUN).map(Checkpoint::content);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        byte[] of = found.get().file(MANIFEST).orElse(new byte[0]);
        if (!Arrays.equals(of, manifest)) {
            throw new RefusedException(List.of(
                    "checkpoint %s belongs to another run: model, data, seed, start and settings must be the same"
                            .formatted(directory)));
        }
        return Optional.of(TuningStateFile.read(found.get().file(STATE).orElse(new byte[0])));
    }
}
