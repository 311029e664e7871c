package io.prompttuner.store.directory;

import io.prompttuner.store.CheckpointStore;
import io.prompttuner.store.CheckpointStoreContract;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;

class DirectoryCheckpointStoreTest extends CheckpointStoreContract {

    @TempDir
    private Path root;

    @Override
    protected CheckpointStore store() {
        return DirectoryStores.in(root, InstantSource.fixed(Instant.EPOCH)).checkpoints();
    }
}
