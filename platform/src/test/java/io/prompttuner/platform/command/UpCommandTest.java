package io.prompttuner.platform.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UpCommandTest {

    private final Terminal terminal = new Terminal();

    @Test
    void namesAllFaultsOfItsArgumentsAtOnce() {
        int exit = terminal.run("up", "--port", "0", "--workers", "99", "--tenant", "A b");

        assertThat(exit).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains("--port: expected", "--workers: expected", "--tenant: expected");
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
