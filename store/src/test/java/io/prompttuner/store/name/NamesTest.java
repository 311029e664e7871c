package io.prompttuner.store.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    static String[] hostile() {
        return new String[] {
            "",
            ".",
            "..",
            "../other",
            "..\\other",
            "a/b",
            "/etc/passwd",
            "C:x",
            "a\0b",
            "a\n",
            "\nacme",
            "acme\n",
            ".hidden",
            "-rf",
            "~",
            "a b",
            "a%2e%2e",
            "ACME",
            "ämter",
            "\u2024\u2024",
            "con.txt",
            "x".repeat(65)
        };
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void noStringBecomesAPath(String text) {
        assertThat(TenantSlug.parse(text)).isEmpty();
        assertThat(JobSlug.parse(text)).isEmpty();
        assertThat(ContentHash.parse(text)).isEmpty();
        assertThatThrownBy(() -> new TenantSlug(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tenant: expected 1 to 64 of a-z, 0-9 and -, no dash first");
        assertThatThrownBy(() -> new JobSlug(text)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ContentHash(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "acme", "team-7", "0", "a--b-"})
    void plainWordsDo(String text) {
        assertThat(TenantSlug.parse(text)).hasValue(new TenantSlug(text));
        assertThat(JobSlug.parse(text)).hasValue(new JobSlug(text));
        assertThat(new JobSlug(text)).hasToString(text);
    }

    @Test
    void aHashNamesItsContent() {
        ContentHash hash = ContentHash.of("abc".getBytes(StandardCharsets.US_ASCII));

        // FIPS 180-4, the example of SHA-256
        assertThat(hash).hasToString("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(ContentHash.parse(hash.hex())).hasValue(hash);
        assertThat(ContentHash.parse(hash.hex().replace('b', 'B'))).isEmpty();
        assertThat(ContentHash.parse(hash.hex() + "/..")).isEmpty();
    }
}
