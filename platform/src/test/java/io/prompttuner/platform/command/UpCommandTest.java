package io.prompttuner.platform.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpCommandTest {

    private final Terminal terminal = new Terminal();

    @Test
    void namesAllFaultsOfItsArgumentsAtOnce() {
        int exit = terminal.run("up", "--port", "0", "--workers", "99", "--tenant", "A b");

        assertThat(exit).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains("--port: expected", "--workers: expected", "--tenant: expected");
    }

    @Test
    void refusesADataDirectoryInAFileInOneLine(@TempDir Path directory) throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        int exit = terminal.run("up", "--data", file.resolve("data").toString());

        assertThat(exit).isEqualTo(ExitCode.FAILURE);
        assertThat(terminal.err().strip())
                .hasLineCount(1)
                .contains("data directory " + file, file + " is a file", "--data");
    }

    @Test
    void pointsToItsHelpWhenMisspelt() {
        int exit = terminal.run("up", "--prot", "8080");

        assertThat(exit).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains("--prot", "prompttuner up --help");
    }

    @Test
    void asksWhichCommandWhenThereIsNone() {
        assertThat(terminal.run()).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains("which command?");
    }

    @Test
    void documentsItsExitStatus() {
        assertThat(terminal.run("--help")).isEqualTo(ExitCode.OK);
        assertThat(terminal.out()).contains("Exit status", "deadline");
    }
}
