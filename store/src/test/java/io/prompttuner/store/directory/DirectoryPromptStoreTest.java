package io.prompttuner.store.directory;

import io.prompttuner.store.PromptStore;
import io.prompttuner.store.PromptStoreContract;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;

class DirectoryPromptStoreTest extends PromptStoreContract {

    @TempDir
    private Path root;

    @Override
    protected PromptStore store(InstantSource clock) {
        return DirectoryStores.in(root, clock).prompts();
    }
}
