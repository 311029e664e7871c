package io.prompttuner.platform.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PssMeterTest {

    @TempDir
    private Path proc;

    @Test
    void sumsWhatTheKernelCountsProportionally() throws IOException {
        process(11, "Rss:              999 kB\nPss:              100 kB\nPss_Dirty:        50 kB\n");
        process(12, "Rss:              999 kB\nPss:               24 kB\n");

        assertThat(new PssMeter(proc).of(List.of(11L, 12L))).isEqualTo(124 * 1024);
    }

    @Test
    void aProcessThatIsGoneCountsNothing() {
        assertThat(new PssMeter(proc).of(13)).isZero();
    }

    private void process(long pid, String smaps) throws IOException {
        Path directory = Files.createDirectories(proc.resolve(String.valueOf(pid)));
        Files.writeString(directory.resolve("smaps_rollup"), "55d0-7ffc ---p 0 00:00 0 [rollup]\n" + smaps);
    }
}
