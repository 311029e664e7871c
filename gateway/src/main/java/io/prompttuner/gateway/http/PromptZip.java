package io.prompttuner.gateway.http;

import io.prompttuner.store.StoredPrompt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A prompt as one file to carry home: {@code prompt.safetensors} and {@code manifest.json}; the same bytes every time. */
final class PromptZip {

    private static final LocalDateTime ANY_TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

    private PromptZip() {}

    static byte[] of(StoredPrompt prompt) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            add(zip, StoredPrompt.PROMPT_FILE, prompt.prompt());
            add(zip, StoredPrompt.MANIFEST_FILE, prompt.manifest().toJson());
        }
        return bytes.toByteArray();
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(ANY_TIME);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
