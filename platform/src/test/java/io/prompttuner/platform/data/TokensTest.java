package io.prompttuner.platform.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {

    @TempDir
    private Path directory;

    @Test
    void onlyTheOwnerMayReadThem() throws IOException {
        write(new Tokens(Map.of()).with(List.of("acme"), new Random(1)));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(tokens())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(hashes())))
                .isEqualTo("rw-------");
    }

    @Test
    void theServersFileHoldsHashesAndNoToken() throws Exception {
        Tokens tokens = new Tokens(Map.of()).with(List.of("acme", "globex"), new Random(1));
        write(tokens);

        String token = tokens.byTenant().getOrDefault("acme", "missing");
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        assertThat(Files.readAllLines(hashes()))
                .hasSize(2)
                .contains("acme " + HexFormat.of().formatHex(digest))
                .noneMatch(line -> line.contains(token));
    }

    @Test
    void aTenantKeepsItsTokenWhenAnotherJoins() throws IOException {
        write(new Tokens(Map.of()).with(List.of("acme"), new Random(1)));
        String before = Tokens.read(tokens()).byTenant().getOrDefault("acme", "missing");

        write(Tokens.read(tokens()).with(List.of("acme", "globex"), new Random(2)));

        assertThat(Tokens.read(tokens()).byTenant())
                .containsEntry("acme", before)
                .containsOnlyKeys("acme", "globex");
    }

    @Test
    void noFileMeansNoTokens() throws IOException {
        assertThat(Tokens.read(tokens()).byTenant()).isEmpty();
    }

    private void write(Tokens tokens) throws IOException {
        tokens.write(tokens(), hashes());
    }

    private Path tokens() {
        return directory.resolve("tokens");
    }

    private Path hashes() {
        return directory.resolve("tokens.sha256");
    }
}
