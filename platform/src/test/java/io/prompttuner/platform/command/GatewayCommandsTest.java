package io.prompttuner.platform.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.platform.data.DataDirectory;
import io.prompttuner.platform.data.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayCommandsTest {

    private static final String NOBODY = "http://127.0.0.1:1";

    @TempDir
    private Path directory;

    private final Terminal terminal = new Terminal();

    @Test
    void saysHowToStartThePlatformWhenNothingRuns() {
        assertThat(run("jobs")).isEqualTo(ExitCode.PLATFORM_AWAY);
        assertThat(terminal.err())
                .contains("nothing runs over", "prompttuner up")
                .hasLineCount(1);
    }

    @Test
    void saysWhomItAskedWhenNobodyAnswers() throws IOException {
        tenants("acme");

        assertThat(run("jobs", "--gateway", NOBODY)).isEqualTo(ExitCode.PLATFORM_AWAY);
        assertThat(terminal.err()).contains("no answer from " + NOBODY).hasLineCount(1);
    }

    @Test
    void asksWhichTenantWhenThereAreSeveral() throws IOException {
        tenants("acme", "globex");

        assertThat(run("jobs", "--gateway", NOBODY)).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains("which tenant?", "acme, globex");
    }

    @Test
    void knowsNoTenantThatHasNoToken() throws IOException {
        tenants("acme");

        assertThat(run("jobs", "--gateway", NOBODY, "--tenant", "evil")).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains("no tenant evil", "acme");
    }

    @Test
    void takesTheTokenOfTheEnvironmentWhereThereAreNone() {
        terminal.with("PROMPTTUNER_TOKEN", "abc");

        assertThat(run("jobs", "--gateway", NOBODY)).isEqualTo(ExitCode.PLATFORM_AWAY);
    }

    @Test
    void namesTheLineOfAMalformedJobFile() throws IOException {
        tenants("acme");
        Path file = Files.writeString(directory.resolve("job.yaml"), "name: a\ntarget: [\n");

        assertThat(run("submit", "-f", file.toString(), "--gateway", NOBODY)).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains("job.yaml: line");
    }

    private int run(String command, String... more) {
        String[] all = new String[more.length + 3];
        all[0] = command;
        System.arraycopy(more, 0, all, 1, more.length);
        all[more.length + 1] = "--data";
        all[more.length + 2] = directory.toString();
        return terminal.run(all);
    }

    private void tenants(String... names) throws IOException {
        var data = new DataDirectory(directory);
        new Tokens(Map.of()).with(List.of(names), new Random(1)).write(data.tokens(), data.tokenHashes());
    }
}
