package io.prompttuner.store.directory;

import io.prompttuner.store.Bundle;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Files and bundles that are there whole or not at all, below one root. Paths come from the stores of this package, which
 * build them from checked names only.
 */
final class AtomicDirectory {

    /** Where things are written before they have a name, and go before they are removed; same file system as the rest. */
    private static final String TEMPORARY = ".tmp";

    /** A sweep can take what a writer has just found there; then the writer tries again. */
    private static final int TRIES = 8;

    private final Path root;
    private final InstantSource clock;

    AtomicDirectory(Path root, InstantSource clock) {
        this.root = root.toAbsolutePath().normalize();
        this.clock = clock;
    }

    Path root() {
        return root;
    }

    /** Keeps a file, or renews the time of the one that is there. */
    void put(Path target, byte[] content) throws IOException {
        for (int tried = 0; !renew(target); tried++) {
            Path temporary = Files.createTempFile(temporaries(), "new-", "");
            try {
                DurableFiles.write(temporary, content);
                moveIntoPlace(temporary, target, tried);
            } finally {
                DurableFiles.removeTree(temporary);
            }
        }
    }

    /** Keeps a bundle as a directory, or renews the time of the one that is there. */
    void put(Path target, Bundle content) throws IOException {
        for (int tried = 0; !renew(target); tried++) {
            Path temporary = Files.createTempDirectory(temporaries(), "new-");
            try {
                for (Map.Entry<String, byte[]> file : content.files().entrySet()) {
                    DurableFiles.write(temporary.resolve(file.getKey()), file.getValue());
                }
                DurableFiles.syncNames(temporary, temporary);
                moveIntoPlace(temporary, target, tried);
            } finally {
                DurableFiles.removeTree(temporary);
            }
        }
    }

    /** The file's bytes; empty if it is not there. */
    Optional<byte[]> readFile(Path file) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
    }

    /** The bundle, whole; empty if it is not there, or goes while it is read. */
    Optional<Bundle> readBundle(Path directory) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        for (String name : DurableFiles.names(directory)) {
            if (!Bundle.isName(name)) {
                continue;
            }
            Optional<byte[]> content = readFile(directory.resolve(name));
            if (content.isEmpty()) {
                return Optional.empty();
            }
            files.put(name, content.get());
        }
        // What is removed is renamed first: as long as it has its name, all its files were there to be listed.
        if (!Files.isDirectory(directory)) {
            return Optional.empty();
        }
        if (files.isEmpty()) {
            throw new FileSystemException(directory.toString(), null, "holds no files");
        }
        return Optional.of(new Bundle(files));
    }

    /** Removes a file or bundle at one stroke; false if it was not there. */
    boolean remove(Path target) throws IOException {
        Path grave = Files.createTempDirectory(temporaries(), "old-");
        try {
            return move(target, grave.resolve("removed"));
        } finally {
            DurableFiles.removeTree(grave);
        }
    }

    /** Gives a file or bundle another name; false if it was not there. */
    boolean move(Path from, Path to) throws IOException {
        Files.createDirectories(parent(to));
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException absent) {
            return false;
        }
        DurableFiles.syncNames(parent(from), parent(from));
        DurableFiles.syncNames(parent(to), root);
        return true;
    }

    /** Gives what was moved aside its name back, unless a writer has put the same there again: then that is the one. */
    void moveBack(Path aside, Path target) throws IOException {
        try {
            move(aside, target);
        } catch (FileSystemException taken) {
            if (!Files.exists(target)) {
                throw taken;
            }
            remove(aside);
        }
    }

    /** When a file or bundle was last written or found there by a writer; empty if it is not there. */
    Optional<Instant> renewed(Path target) throws IOException {
        try {
            return Optional.of(Files.getLastModifiedTime(target).toInstant());
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
    }

    /** Removes what writers that died have left unfinished, if it is older than {@code before}. */
    int removeAbandoned(Instant before) throws IOException {
        int removed = 0;
        List<String> names = DurableFiles.names(temporaries());
        for (String name : names) {
            Path each = temporaries().resolve(name);
            if (renewed(each).filter(time -> time.isBefore(before)).isPresent()) {
                DurableFiles.removeTree(each);
                removed++;
            }
        }
        return removed;
    }

    private boolean renew(Path target) throws IOException {
        try {
            Files.setLastModifiedTime(target, FileTime.from(clock.instant()));
        } catch (NoSuchFileException absent) {
            return false;
        }
        if (!Files.exists(target)) {
            return false; // a sweep moved it before its time changed, and may already have judged it by the old one
        }
        DurableFiles.syncNames(parent(target), root);
        return true;
    }

    /** Afterwards the target is there; whoever was faster wrote the same. */
    private void moveIntoPlace(Path temporary, Path target, int tried) throws IOException {
        Files.createDirectories(parent(target));
        try {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException taken) {
            if (!Files.exists(target) && tried >= TRIES) {
                throw taken;
            }
        }
    }

    private Path temporaries() throws IOException {
        return Files.createDirectories(root.resolve(TEMPORARY));
    }

    private static Path parent(Path below) {
        return Objects.requireNonNull(below.getParent(), "everything here is below a root");
    }
}
