package io.prompttuner.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prompttuner.platform.data.InstallationStatus.PartReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpIT {

    private static final Duration END = Duration.ofSeconds(10);

    @TempDir
    private Path directory;

    @Test
    void replacesAPartThatDiedAndEndsTheWholeTreeWhenToldTo() throws Exception {
        try (UpProcess up = UpProcess.start(directory, "first").awaitReady()) {
            refusesASecondOverTheSameDirectory();
            PartReport killed = up.part("broker");
            ProcessHandle.of(killed.pid()).orElseThrow().destroyForcibly();

            await("the broker is back").atMost(Duration.ofMinutes(2)).until(() -> isAnother(up.part("broker"), killed));

            List<ProcessHandle> tree = up.descendants();
            up.process().toHandle().destroy();
            assertThat(up.process().waitFor(END.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(tree).isNotEmpty().noneMatch(ProcessHandle::isAlive);
        }
    }

    @Test
    void leavesNoChildBehindWhenItIsKilled() throws Exception {
        try (UpProcess up = UpProcess.start(directory, "doomed").awaitReady()) {
            List<ProcessHandle> tree = up.descendants();

            up.process().destroyForcibly();

            await("all children have ended")
                    .atMost(END)
                    .untilAsserted(() -> assertThat(tree).isNotEmpty().noneMatch(ProcessHandle::isAlive));
        }
    }

    private void refusesASecondOverTheSameDirectory() throws Exception {
        try (UpProcess second = UpProcess.start(directory, "second")) {
            assertThat(second.process().waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(second.process().exitValue()).isEqualTo(1);
            assertThat(second.output().lines()).hasSize(1).first().asString().contains("is in use", "down --data");
        }
    }

    private static boolean isAnother(PartReport now, PartReport killed) throws IOException {
        return now.pid() != killed.pid() && now.state().equals("ready");
    }
}
