package io.prompttuner.platform.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuneCommandTest {

    private final Terminal terminal = new Terminal();

    @TempDir
    Path directory;

    @Test
    void namesAllFaultsOfItsArgumentsAtOnce() {
        int exit = terminal.run(
                "tune", "--target-loss", "-1", "--target-accuracy", "2", "--max-steps", "-3", "--device", "tpu");

        assertThat(exit).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err())
                .contains(
                        "--model: required",
                        "--data: required",
                        "--out: required",
                        "--target-loss: expected above 0",
                        "--target-accuracy: expected above 0",
                        "--target-loss, --target-accuracy: expected one",
                        "--max-steps: expected from 0",
                        "--device: expected cpu");
    }

    @Test
    void saysWhatItTakesAndWhatHappensToTheSameAgain() {
        assertThat(terminal.run("tune", "--help")).isEqualTo(ExitCode.OK);
        assertThat(terminal.out()).contains("--target-accuracy", "--checkpoint", "same bytes");
    }

    @Test
    void needsTwoTasksToMakeACentre() {
        assertThat(terminal.run("center", "--model", directory.toString())).isEqualTo(ExitCode.USAGE);
    }
}
