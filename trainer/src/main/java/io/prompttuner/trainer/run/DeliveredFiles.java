package io.prompttuner.trainer.run;

import io.prompttuner.store.StoredPrompt;
import io.prompttuner.store.name.ContentHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a run delivers: a prompt, and beside it how it came to be. */
@SuppressWarnings("ArrayRecordComponent") // files, compared by hash
public record DeliveredFiles(byte[] prompt, byte[] manifest) {

    /** The prompt's name. */
    public ContentHash hash() {
        return ContentHash.of(prompt);
    }

    /** Writes both into a directory. */
    public void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.write(directory.resolve(StoredPrompt.PROMPT_FILE), prompt);
        Files.write(directory.resolve(StoredPrompt.MANIFEST_FILE), manifest);
    }
}
