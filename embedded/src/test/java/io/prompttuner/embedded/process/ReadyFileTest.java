package io.prompttuner.embedded.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadyFileTest {

    @TempDir
    Path directory;

    @Test
    void saysNothingBeforeItIsWrittenAndNothingAfterItIsCleared() throws Exception {
        var ready = new ReadyFile(directory.resolve("run/kafka.ready"));
        assertThat(ready.read()).isEmpty();

        ready.write("127.0.0.1:9092");
        assertThat(ready.read()).hasValue("127.0.0.1:9092");

        ready.clear();
        assertThat(ready.read()).isEmpty();
    }

    @Test
    void theNewestAddressReplacesTheOldAndLeavesNoDraftBehind() throws Exception {
        var ready = new ReadyFile(directory.resolve("kafka.ready"));
        ready.write("127.0.0.1:1");
        ready.write("127.0.0.1:2");

        assertThat(ready.read()).hasValue("127.0.0.1:2");
        assertThat(directory).isDirectoryContaining("glob:**kafka.ready").isDirectoryNotContaining("glob:**.tmp");
    }
}
