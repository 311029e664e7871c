package io.prompttuner.platform.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The committed model and a committed task, as a person would run them. */
class TuneCommandIT {

    private static final String MODEL = "../testdata/small-lm";
    private static final String DATA = "../testdata/tasks/topic/set6-0.jsonl";
    private static final String HASH = "prompt SHA-256 ";

    private final Terminal terminal = new Terminal();

    @TempDir
    Path directory;

    @Test
    void tunesToTheTargetAndAnswersWithThePromptItDelivered() {
        int tuned = tune("out", "--target-accuracy", "0.85");

        assertThat(tuned).as(terminal.err()).isEqualTo(ExitCode.OK);
        assertThat(terminal.out()).contains("256 examples to learn from", "step 10 of", "target met");

        int tried = terminal.run(
                "try",
                "--model",
                MODEL,
                "--prompt",
                directory.resolve("out").toString(),
                "--input",
                "anna talked about the guitar and the drum . the lobby was clean . answer :");
        assertThat(tried).isEqualTo(ExitCode.OK);
        assertThat(terminal.out()).containsPattern("WITH THE PROMPT +WITHOUT").contains("music");
    }

    @Test
    void givesTheSameBytesAgain() throws IOException {
        tune("first", "--max-steps", "4");
        tune("again", "--max-steps", "4");

        for (String file : new String[] {"prompt.safetensors", "manifest.json"}) {
            assertThat(directory.resolve("again").resolve(file))
                    .hasBinaryContent(
                            Files.readAllBytes(directory.resolve("first").resolve(file)));
        }
    }

    @Test
    void givesTheSameBytesWithWorkersThatComeAndGo() {
        String steps = "40"; // enough for each event to take effect before the next, also on a busy machine
        tune("alone", "--max-steps", steps);
        String said = terminal.out();
        int at = said.indexOf(HASH) + HASH.length();
        String hash = said.substring(at, at + 64);

        int tuned =
                tune("several", "--max-steps", steps, "--workers", "2", "--history", "join@2,kill@4,leave@6,pause@8");

        assertThat(tuned).as(terminal.err()).isEqualTo(ExitCode.OK);
        assertThat(terminal.out())
                .containsPattern("step \\d+: m3 has joined; 3 workers")
                .containsPattern("step \\d+: kill -9 of m\\d; 2 workers")
                .containsPattern("step \\d+: m\\d is gone; 2 workers")
                .containsPattern("step \\d+: m\\d has left; 1 worker\n")
                .containsPattern("step \\d+: resumed; 1 worker\n")
                .contains(HASH + hash + " in " + directory.resolve("several"));
    }

    @Test
    void tunesUntilTheAnswersComeNearEnoughHoweverManyWorkersShareThat() {
        int alone = tune("alone", "--target-f1", "0.85");
        String said = terminal.out();
        int shared = tune("shared", "--target-f1", "0.85", "--workers", "2");

        assertThat(alone).as(terminal.err()).isEqualTo(ExitCode.OK);
        assertThat(shared).as(terminal.err()).isEqualTo(ExitCode.OK);
        assertThat(said).containsPattern("target met after \\d+ steps: loss .*, token F1 0\\.\\d+, ROUGE-L 0\\.\\d+ ");
        int at = said.indexOf(HASH) + HASH.length();
        assertThat(terminal.out()).contains(HASH + said.substring(at, at + 64));
    }

    @Test
    void saysByItsExitStatusThatTheTargetWasNotMet() {
        assertThat(tune("out", "--target-loss", "0.001", "--max-steps", "2")).isEqualTo(ExitCode.FAILURE);
        assertThat(terminal.out()).contains("target not met after 2 steps");
    }

    @Test
    void saysInOneLineEachWhatIsWrongWithModelAndData() {
        int exit = terminal.run(
                "tune",
                "--model",
                directory.resolve("nowhere").toString(),
                "--data",
                directory.resolve("nothing.jsonl").toString(),
                "--out",
                directory.toString());

        assertThat(exit).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains("nowhere: not a directory", "nothing.jsonl: no such file");
    }

    private int tune(String out, String... more) {
        var arguments = new ArrayList<String>();
        arguments.addAll(List.of("tune", "--model", MODEL, "--data", DATA));
        arguments.addAll(List.of("--out", directory.resolve(out).toString()));
        arguments.addAll(List.of(more));
        return terminal.run(arguments.toArray(String[]::new));
    }
}
