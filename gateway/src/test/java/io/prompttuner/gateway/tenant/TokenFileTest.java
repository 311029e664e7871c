package io.prompttuner.gateway.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prompttuner.store.name.ContentHash;
import io.prompttuner.store.name.TenantSlug;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenFileTest {

    @TempDir
    Path directory;

    private Path file = Path.of("set before each");

    @BeforeEach
    void write() throws IOException {
        file = directory.resolve("tokens");
        Files.writeString(
                file, "# who may ask\n\nacme " + hash("a-token") + "\nops " + hash("o-token") + " operator\n");
    }

    @Test
    void knowsWhoseTokenItIs() throws IOException {
        TokenFile tokens = TokenFile.open(file);

        assertThat(tokens.find("a-token")).contains(new Caller(new TenantSlug("acme"), Role.TENANT));
        assertThat(tokens.find("o-token")).contains(new Caller(new TenantSlug("ops"), Role.OPERATOR));
        assertThat(tokens.find(hash("a-token"))).as("the hash is no token").isEmpty();
        assertThat(tokens.find("")).isEmpty();
    }

    @Test
    void letsATenantInWithoutARestart() throws IOException {
        TokenFile tokens = TokenFile.open(file);
        assertThat(tokens.find("b-token")).isEmpty();

        Files.writeString(file, "bolt " + hash("b-token") + "\n");

        assertThat(tokens.find("b-token")).contains(new Caller(new TenantSlug("bolt"), Role.TENANT));
        assertThat(tokens.find("a-token")).as("taken out of the file").isEmpty();
    }

    @Test
    void keepsTheLastGoodTokensWhileTheFileCanNotBeUsed() throws IOException {
        TokenFile tokens = TokenFile.open(file);

        Files.writeString(file, "half a li");
        assertThat(tokens.find("a-token")).isPresent();

        Files.delete(file);
        assertThat(tokens.find("a-token")).isPresent();
    }

    @Test
    void namesEveryBadLineAndNoneOfItsContent() {
        assertThatThrownBy(() -> TokenTable.parse(List.of(
                        "acme secret-by-mistake",
                        "../etc " + hash("x"),
                        "acme " + hash("x") + " king",
                        "acme " + hash("x") + " tenant more")))
                .isInstanceOf(InvalidTokensException.class)
                .hasMessageContainingAll("line 1", "line 2", "line 3", "line 4")
                .hasMessageNotContaining("secret-by-mistake");
    }

    private static String hash(String token) {
        return ContentHash.of(token.getBytes(StandardCharsets.UTF_8)).hex();
    }
}
