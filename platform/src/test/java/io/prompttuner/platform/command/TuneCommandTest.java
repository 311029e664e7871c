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
                "tune",
                "--target-loss",
                "-1",
                "--target-accuracy",
                "2",
                "--target-rouge-l",
                "0",
                "--max-steps",
                "-3",
                "--device",
                "tpu",
                "--schedule",
                "none",
                "--clip-norm",
                "0");

        assertThat(exit).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err())
                .contains(
                        "--model: required",
                        "--data: required",
                        "--out: required",
                        "--target-loss: expected above 0",
                        "--target-accuracy: expected above 0",
                        "--target-rouge-l: expected above 0 and at most 1, got 0",
                        "--target-loss, --target-accuracy, --target-rouge-l: expected one",
                        "--max-steps: expected from 0",
                        "--schedule: expected one of constant, constant-with-warmup, linear, cosine",
                        "--clip-norm: expected above 0",
                        "--device: expected cpu");
    }

    @Test
    void saysWhatItTakesAndWhatHappensToTheSameAgain() {
        assertThat(terminal.run("tune", "--help")).isEqualTo(ExitCode.OK);
        assertThat(terminal.out())
                .contains(
                        "--target-accuracy",
                        "--target-f1",
                        "--target-rouge-l",
                        "--checkpoint",
                        "same bytes",
                        "--workers",
                        "join@5,kill@9");
    }

    @Test
    void refusesAHistoryThatCannotHappen() {
        int exit = terminal.run(
                "tune",
                "--workers",
                "9",
                "--history",
                "leave@3,jump@4,kill@5,join@1,join@2,join@2,pause@100",
                "--max-steps",
                "50");

        assertThat(exit).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err())
                .contains(
                        "--workers: expected from 1 to the micro-batches of a step, 4, got 9",
                        "--history: expected events such as join@5, leave@12, kill@9 or pause@20, got \"jump@4\"",
                        "--history: after join@1 there would be 5 workers for the 4 micro-batches of a step",
                        "--history: pause@100 is not before the last step, 50");
        assertThat(terminal.run("tune", "--history", "leave@3,kill@5")).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains("--history: after leave@3 nobody would be left");
    }

    @Test
    void needsTwoTasksToMakeACentre() {
        assertThat(terminal.run("center", "--model", directory.toString())).isEqualTo(ExitCode.USAGE);
    }
}
