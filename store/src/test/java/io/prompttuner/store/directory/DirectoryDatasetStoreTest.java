package io.prompttuner.store.directory;

import io.prompttuner.store.DatasetStore;
import io.prompttuner.store.DatasetStoreContract;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;

class DirectoryDatasetStoreTest extends DatasetStoreContract {

    @TempDir
    private Path root;

    @Override
    protected DatasetStore store() {
        return DirectoryStores.in(root, InstantSource.fixed(Instant.EPOCH)).datasets();
    }
}
