package io.prompttuner.embedded.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prompttuner.embedded.process.ChildProcess;
import io.prompttuner.embedded.process.LoopbackPorts;
import io.prompttuner.runtime.ProgramLife;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaProcessIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    private int port;

    @BeforeEach
    void choosePort() {
        port = LoopbackPorts.twoFree().first();
    }

    @Test
    void losesNothingItAcknowledgedWhenItIsKilledAndEndsWithItsParent() throws Exception {
        var diary = new Diary("127.0.0.1:" + port);
        try (ChildProcess broker = start()) {
            diary.open();
            diary.write("before the kill");
            broker.kill();
        }
        try (ChildProcess broker = start()) {
            diary.write("after the kill");
            assertThat(diary.readAll()).containsExactly("before the kill", "after the kill");

            broker.hangUp();
            assertThat(broker.awaitExit(PATIENCE)).isTrue();
            assertThat(broker.exitValue()).isZero();
        }
    }

    @Test
    void stopsOnSigterm() throws Exception {
        try (ChildProcess broker = start()) {
            assertThat(broker.terminate()).isTrue();
            assertThat(broker.exitValue()).isEqualTo(128 + 15);
        }
    }

    private ChildProcess start() throws Exception {
        Path ready = directory.resolve("ready");
        Files.deleteIfExists(ready);
        ChildProcess broker = ChildProcess.start(
                command(),
                Map.of(ProgramLife.READY_FILE, ready.toString(), ProgramLife.END_WITH_PARENT, "true"),
                directory.resolve("broker.log"));
        await().atMost(PATIENCE).until(() -> Files.exists(ready) || !broker.isAlive());
        assertThat(ready).as(broker.logTail()).hasContent("127.0.0.1:" + port);
        return broker;
    }

    private List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KafkaNodeMain.class.getName(),
                directory.resolve("data").toString(),
                String.valueOf(port));
    }
}
