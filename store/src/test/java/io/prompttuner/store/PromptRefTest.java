package io.prompttuner.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.store.name.ContentHash;
import io.prompttuner.store.name.TenantSlug;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromptRefTest {

    private static final String HASH = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void readsWhatItSays() {
        var ref = new PromptRef(new TenantSlug("acme"), new ContentHash(HASH));

        assertThat(ref).hasToString("acme/" + HASH);
        assertThat(PromptRef.parse("acme/" + HASH)).hasValue(ref);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "acme", HASH, "/" + HASH, "acme/" + HASH + "/x", "../" + HASH, "acme/../" + HASH})
    void whatIsNoReferenceIsNone(String text) {
        assertThat(PromptRef.parse(text)).isEmpty();
    }
}
