package io.prompttuner.platform.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where one installation keeps everything; what is in it survives restarts.
 *
 * @param root absolute
 */
public record DataDirectory(Path root) {

    public DataDirectory {
        root = root.toAbsolutePath().normalize();
    }

    /** Makes the directories that the parts do not make themselves. */
    public void create() throws IOException {
        Files.createDirectories(logs());
        Files.createDirectories(run());
        Files.createDirectories(store());
    }

    /** Held for as long as an {@code up} runs over this directory. */
    public Path lock() {
        return root.resolve("lock");
    }

    /** The ports of the last start. */
    public Path ports() {
        return root.resolve("ports.json");
    }

    /** Each tenant's credential, for people on this machine. */
    public Path tokens() {
        return root.resolve("tokens");
    }

    /** What the gateway may know of the credentials. */
    public Path tokenHashes() {
        return root.resolve("tokens.sha256");
    }

    /** The catalogue of base models. */
    public Path models() {
        return root.resolve("models.json");
    }

    /** Datasets, prompts and checkpoints. */
    public Path store() {
        return root.resolve("store");
    }

    /** What one part keeps for itself. */
    public Path of(String part) {
        return root.resolve(part);
    }

    /** One log a part. */
    public Path logs() {
        return root.resolve("logs");
    }

    public Path log(String part) {
        return logs().resolve(part + ".log");
    }

    /** What only counts while an {@code up} runs. */
    public Path run() {
        return root.resolve("run");
    }

    /** Appears once the part serves. */
    public Path readyFile(String part) {
        return run().resolve(part + ".ready");
    }

    /** How the running {@code up} and its parts are. */
    public Path status() {
        return run().resolve("status.json");
    }
}
