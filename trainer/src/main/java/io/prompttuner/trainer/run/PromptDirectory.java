package io.prompttuner.trainer.run;

import io.prompttuner.store.PromptOrigin;
import io.prompttuner.store.StoreException;
import io.prompttuner.store.StoredPrompt;
import io.prompttuner.store.name.ContentHash;
import io.prompttuner.store.prompt.PromptFile;
import io.prompttuner.store.tensor.SafetensorsFormatException;
import io.prompttuner.trainer.djl.LoadedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A prompt as a run delivers it: {@code prompt.safetensors} and, beside it, {@code manifest.json}.
 *
 * @param hash of {@code prompt.safetensors}
 * @param values {@code [tokens, hidden]}
 */
@SuppressWarnings("ArrayRecordComponent") // large, and compared by nobody
record PromptDirectory(ContentHash hash, float[] values) {

    /** Reads a directory, or the prompt's file alone; refuses a prompt that was tuned on another model. */
    static PromptDirectory read(Path path, LoadedModel model) throws IOException {
        Path file = Files.isDirectory(path) ? path.resolve(StoredPrompt.PROMPT_FILE) : path;
        if (!Files.isRegularFile(file)) {
            throw new RefusedException(List.of("prompt %s: no such file".formatted(file)));
        }
        Path manifest = file.resolveSibling(StoredPrompt.MANIFEST_FILE);
        if (Files.exists(manifest)) {
            requireTunedOn(model, manifest);
        }
        byte[] bytes = Files.readAllBytes(file);
        try {
            return new PromptDirectory(
                    ContentHash.of(bytes),
                    PromptFile.read(bytes, model.network().hidden()));
        } catch (SafetensorsFormatException malformed) {
            throw new RefusedException(List.of("prompt %s: %s".formatted(file, malformed.getMessage())));
        }
    }

    private static void requireTunedOn(LoadedModel model, Path manifest) throws IOException {
        ContentHash tunedOn;
        try {
            tunedOn = PromptOrigin.fromJson(Files.readAllBytes(manifest)).baseModel();
        } catch (StoreException malformed) {
            throw new RefusedException(List.of("prompt %s: %s".formatted(manifest, malformed.getMessage())));
        }
        if (!tunedOn.equals(model.hash())) {
            throw new RefusedException(List.of("prompt %s: was tuned on model %s, but %s is %s"
                    .formatted(manifest, tunedOn, model.directory().path(), model.hash())));
        }
    }
}
