package io.prompttuner.trainer.exchange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prompttuner.store.PromptOrigin;
import io.prompttuner.store.StoredPrompt;
import io.prompttuner.store.name.ContentHash;
import io.prompttuner.store.prompt.PromptFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A prompt that another program has saved, as a prompt directory: {@code prompt.safetensors}, {@code imported.json}, and
 * {@code manifest.json} if the prompt was ours once.
 *
 * @param values {@code [tokens, hidden]}, row by row
 * @param baseModel what the other program calls its base model, if it says
 * @param made how the prompt came to be, if that is known
 * @param sources hash of every file it was read from, by name
 */
@SuppressWarnings("ArrayRecordComponent") // large, and compared by nobody
public record ImportedPrompt(
        int hidden,
        float[] values,
        @Nullable String baseModel,
        @Nullable PromptOrigin made,
        Map<String, ContentHash> sources) {

    /** Reads a directory that PEFT has saved; a {@link io.prompttuner.trainer.run.RefusedException} names every fault. */
    public static ImportedPrompt ofPeft(Path directory) throws IOException {
        return new PeftReading(directory).read();
    }

    /** Length of the prompt. */
    public int tokens() {
        return values.length / hidden;
    }

    /** The prompt's name: the hash of its {@code prompt.safetensors}. */
    public ContentHash name() {
        return ContentHash.of(prompt());
    }

    /** Writes a prompt directory, which must be new or empty. */
    public void write(Path directory) throws IOException {
        var files = new TreeMap<String, byte[]>();
        files.put(StoredPrompt.PROMPT_FILE, prompt());
        files.put("imported.json", Json.bytes(note()));
        if (made != null) {
            files.put(StoredPrompt.MANIFEST_FILE, made.toJson());
        }
        NewDirectory.write(directory, files);
    }

    /** The bytes of its {@code prompt.safetensors}. */
    public byte[] prompt() {
        return PromptFile.bytes(values, hidden);
    }

    private ObjectNode note() {
        ObjectNode json = Json.object()
                .put("v", 1)
                .put("from", ExportFormat.PEFT.word())
                .put("prompt", name().hex())
                .put("tokens", tokens())
                .put("hidden", hidden)
                .put("baseModel", baseModel);
        ObjectNode files = json.putObject("files");
        new TreeMap<>(sources).forEach((name, hash) -> files.put(name, hash.hex()));
        return json;
    }
}
