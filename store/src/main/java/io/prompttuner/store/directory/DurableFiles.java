package io.prompttuner.store.directory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What the JDK leaves out: bytes and names that are on the disk when the call returns, and trees removed whole. */
final class DurableFiles {

    private DurableFiles() {}

    /** Writes a file and waits until its bytes (not yet its name) are on the disk. */
    static void write(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
            ByteBuffer left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
    }

    /** Waits until the names in a directory, and its own in its parents up to {@code top}, are on the disk. */
    static void syncNames(Path directory, Path top) throws IOException {
        for (Path each = directory; each != null && each.startsWith(top); each = each.getParent()) {
            try (FileChannel names = FileChannel.open(each, StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }

    /** The names in a directory, sorted; none if it is not there. */
    static List<String> names(Path directory) throws IOException {
        try (Stream<Path> children = Files.list(directory)) {
            return children.map(child -> child.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (NoSuchFileException absent) {
            return List.of();
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }

    /** Removes a tree, whatever of it is still there. */
    static void removeTree(Path top) throws IOException {
        try (Stream<Path> tree = Files.walk(top)) {
            for (Path each : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (NoSuchFileException absent) {
            return;
        } catch (UncheckedIOException vanished) {
            if (!(vanished.getCause() instanceof NoSuchFileException)) {
                throw vanished.getCause();
            }
        }
    }
}
