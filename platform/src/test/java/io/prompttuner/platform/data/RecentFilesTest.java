package io.prompttuner.platform.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecentFilesTest {

    @TempDir
    private Path directory;

    @BeforeEach
    void writeOneAfterTheOther() throws IOException {
        List<String> names =
                List.of("gateway.log", "worker-w-1-1.log", "worker-w-1-2.log", "worker-w-1-3.log", "worker-w-1-10.log");
        for (String name : names) {
            Path file = Files.createFile(directory.resolve(name));
            Files.setLastModifiedTime(file, FileTime.fromMillis(1_000L * names.indexOf(name)));
        }
    }

    @Test
    void keepsTheNewestOfTheKindAndAllOthers() throws IOException {
        new RecentFiles(directory, "worker-", 2).sweep(List.of());

        assertThat(names()).containsExactlyInAnyOrder("gateway.log", "worker-w-1-3.log", "worker-w-1-10.log");
    }

    @Test
    void keepsOldOnesThatAreStillWritten() throws IOException {
        new RecentFiles(directory, "worker-", 1).sweep(List.of("worker-w-1-1"));

        assertThat(names()).containsExactlyInAnyOrder("gateway.log", "worker-w-1-1.log", "worker-w-1-10.log");
    }

    @Test
    void leavesFewAlone() throws IOException {
        new RecentFiles(directory, "worker-", 4).sweep(List.of());

        assertThat(names()).hasSize(5);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.map(file -> file.getFileName().toString()).toList();
        }
    }
}
