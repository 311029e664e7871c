package io.prompttuner.store.directory;

import io.prompttuner.store.CheckpointStore;
import io.prompttuner.store.DatasetStore;
import io.prompttuner.store.PromptStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;

/** All stores of an installation that keeps them in one directory, shared by every process of it. */
public final class DirectoryStores {

    private final AtomicDirectory directory;

    private DirectoryStores(AtomicDirectory directory) {
        this.directory = directory;
    }

    /**
     * Touches nothing yet: whatever is missing is made when it is first written.
     *
     * @param clock what the time of prompts is renewed by; the sweep must go by the same
     */
    public static DirectoryStores in(Path root, InstantSource clock) {
        return new DirectoryStores(new AtomicDirectory(root, clock));
    }

    /** Finds out at the start what the first write would find out. A full disk is no fault: it passes. */
    public void requireWritable() throws IOException {
        Path root = directory.root();
        try {
            Files.createDirectories(root);
        } catch (IOException impossible) {
            throw new IOException("%s can't be made, or is no directory: choose another".formatted(root), impossible);
        }
        if (!Files.isWritable(root)) {
            throw new IOException("%s can't be written to: change its owner, or choose another".formatted(root));
        }
    }

    /** Where datasets are. */
    public DatasetStore datasets() {
        return new DirectoryDatasetStore(directory);
    }

    /** Where prompts are. */
    public PromptStore prompts() {
        return new DirectoryPromptStore(directory);
    }

    /** Where checkpoints are. */
    public CheckpointStore checkpoints() {
        return new DirectoryCheckpointStore(directory);
    }

    /** Removes what writers that died have left unfinished before that time; how many such things there were. */
    public int removeAbandoned(Instant before) {
        return StoreCall.during("remove unfinished writes", () -> directory.removeAbandoned(before));
    }
}
