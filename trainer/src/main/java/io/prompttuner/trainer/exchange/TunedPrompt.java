package io.prompttuner.trainer.exchange;

import io.prompttuner.store.PromptOrigin;
import io.prompttuner.store.StoreException;
import io.prompttuner.store.StoredPrompt;
import io.prompttuner.store.name.ContentHash;
import io.prompttuner.store.prompt.PromptFile;
import io.prompttuner.store.tensor.SafetensorsFile;
import io.prompttuner.store.tensor.SafetensorsFormatException;
import io.prompttuner.store.tensor.Shape;
import io.prompttuner.store.tensor.TensorEntry;
import io.prompttuner.trainer.run.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A prompt as tuning delivers it, on its way to another program.
 *
 * @param name hash of its {@code prompt.safetensors}
 * @param hidden width of one prompt token
 * @param values {@code [tokens, hidden]}, row by row
 * @param made how it came to be; nobody knows of a prompt that was imported
 */
@SuppressWarnings("ArrayRecordComponent") // large, and compared by nobody
public record TunedPrompt(
        ContentHash name,
        int hidden,
        float[] values,
        @Nullable PromptOrigin made) {

    /** Reads a prompt directory. */
    public static TunedPrompt read(Path directory) throws IOException {
        var files = new HashMap<String, byte[]>();
        for (String name : List.of(StoredPrompt.PROMPT_FILE, StoredPrompt.MANIFEST_FILE)) {
            Path file = directory.resolve(name);
            if (Files.isRegularFile(file)) {
                files.put(name, Files.readAllBytes(file));
            }
        }
        return of(directory.toString(), files);
    }

    /** Reads the files of a prompt directory, by name; a {@link RefusedException} says what is wrong with them. */
    public static TunedPrompt of(String where, Map<String, byte[]> files) throws IOException {
        byte[] prompt = files.get(StoredPrompt.PROMPT_FILE);
        byte[] manifest = files.get(StoredPrompt.MANIFEST_FILE);
        if (prompt == null) {
            throw refused(
                    where,
                    "no %s there; `prompttuner tune --out` and `prompts get` write one"
                            .formatted(StoredPrompt.PROMPT_FILE));
        }
        try {
            int hidden = width(prompt);
            float[] values = PromptFile.read(prompt, hidden);
            PromptOrigin made = manifest == null ? null : PromptOrigin.fromJson(manifest);
            return new TunedPrompt(ContentHash.of(prompt), hidden, values, made);
        } catch (SafetensorsFormatException | StoreException malformed) {
            throw refused(where, String.valueOf(malformed.getMessage()));
        }
    }

    /** Length of the prompt. */
    public int tokens() {
        return values.length / hidden;
    }

    Shape shape() {
        return Shape.of(tokens(), hidden);
    }

    private static int width(byte[] prompt) throws IOException {
        try (var file = SafetensorsFile.of(prompt)) {
            Collection<TensorEntry> tensors = file.entries().values();
            for (TensorEntry tensor : tensors) {
                List<Long> dimensions = tensor.shape().dimensions();
                if (tensors.size() == 1 && dimensions.size() == 2 && tensor.bytes() > 0) {
                    return Math.toIntExact(dimensions.get(1));
                }
            }
            throw new SafetensorsFormatException("%s: expected one tensor of shape [tokens, hidden], found %s"
                    .formatted(StoredPrompt.PROMPT_FILE, tensors));
        }
    }

    private static RefusedException refused(String where, String fault) {
        return new RefusedException(List.of("prompt %s: %s".formatted(where, fault)));
    }
}
