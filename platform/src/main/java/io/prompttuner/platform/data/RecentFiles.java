package io.prompttuner.platform.data;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keeps a kind of file from piling up: every worker leaves a log of its own, and workers come and go without end.
 *
 * @param prefix with which their names begin
 * @param most so many of the newest are kept
 */
public record RecentFiles(Path directory, String prefix, int most) {

    /**
     * Deletes the oldest ones beyond that.
     *
     * @param inUse names up to the dot; these are never deleted
     */
    public void sweep(Collection<String> inUse) throws IOException {
        for (Path old : newestFirst().stream().skip(most).toList()) {
            String name = old.getFileName().toString();
            if (inUse.stream().noneMatch(used -> name.startsWith(used + "."))) {
                Files.deleteIfExists(old);
            }
        }
    }

    private List<Path> newestFirst() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.map(Path::toFile)
                    .filter(file -> file.getName().startsWith(prefix))
                    .sorted(Comparator.comparingLong(File::lastModified).reversed())
                    .map(File::toPath)
                    .toList();
        }
    }
}
