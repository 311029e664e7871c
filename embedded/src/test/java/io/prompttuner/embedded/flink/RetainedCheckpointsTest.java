package io.prompttuner.embedded.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetainedCheckpointsTest {

    @TempDir
    Path directory;

    @Test
    void aJobThatNeverRanHasNone() {
        assertThat(new RetainedCheckpoints(directory.resolve("unknown")).newest())
                .isEmpty();
    }

    @Test
    void takesTheHighestNumberNotTheLastName() throws Exception {
        complete("chk-9");
        complete("chk-10");

        assertThat(new RetainedCheckpoints(directory).newest()).hasValue(directory.resolve("chk-10"));
    }

    @Test
    void passesOverTornOnesAndStrangers() throws Exception {
        complete("chk-3");
        Files.createDirectories(directory.resolve("chk-99999"));
        complete("shared");
        complete("chk-7.bak");

        assertThat(new RetainedCheckpoints(directory).newest()).hasValue(directory.resolve("chk-3"));
    }

    private void complete(String name) throws Exception {
        Files.writeString(Files.createDirectories(directory.resolve(name)).resolve("_metadata"), "");
    }
}
