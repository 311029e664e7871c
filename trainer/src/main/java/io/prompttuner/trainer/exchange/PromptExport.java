package io.prompttuner.trainer.exchange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prompttuner.store.name.ContentHash;
import io.prompttuner.trainer.run.RefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A prompt in the form another program wants, with {@code manifest.json}, which says what it is, and {@code SHA256SUMS},
 * which {@code sha256sum -c} checks. The same prompt, model and format give the same bytes.
 */
public final class PromptExport {

    static final String MANIFEST = "manifest.json";
    static final String SUMS = "SHA256SUMS";

    private final SortedMap<String, byte[]> files;

    private PromptExport(SortedMap<String, byte[]> files) {
        this.files = Collections.unmodifiableSortedMap(files);
    }

    /** Makes the files; a {@link RefusedException} says why the prompt and the model don't belong together. */
    public static PromptExport of(TunedPrompt prompt, BaseModelNote model, ExportFormat format)
            throws RefusedException {
        model.requireFits(prompt);
        var files = new TreeMap<String, byte[]>(format.files(prompt, model));
        files.put(MANIFEST, Json.bytes(manifest(prompt, model, format, files)));
        files.put(SUMS, sums(files));
        return new PromptExport(files);
    }

    /** Writes them into a directory that is new or empty. */
    public void write(Path directory) throws IOException {
        NewDirectory.write(directory, files);
    }

    /** Every file's bytes, by name. */
    public SortedMap<String, byte[]> files() {
        return files;
    }

    private static ObjectNode manifest(
            TunedPrompt prompt, BaseModelNote model, ExportFormat format, SortedMap<String, byte[]> files) {
        ObjectNode json = Json.object()
                .put("v", 1)
                .put("format", format.word())
                .put("prompt", prompt.name().hex())
                .put("tokens", prompt.tokens())
                .put("hidden", prompt.hidden());
        json.set("baseModel", Json.object().put("name", model.name()).put("hash", model.hash(prompt)));
        json.set("made", Json.manifest(prompt.made()));
        json.set("files", Json.hashes(files));
        return json;
    }

    private static byte[] sums(SortedMap<String, byte[]> files) {
        var lines = new StringBuilder();
        files.forEach((name, content) ->
                lines.append(ContentHash.of(content)).append("  ").append(name).append('\n'));
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }
}
