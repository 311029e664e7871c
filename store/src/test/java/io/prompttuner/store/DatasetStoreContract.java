package io.prompttuner.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.store.name.ContentHash;
import io.prompttuner.store.name.TenantSlug;
import org.junit.jupiter.api.Test;

/** What every adapter of {@link DatasetStore} must do. */
public abstract class DatasetStoreContract {

    protected static final TenantSlug ACME = new TenantSlug("acme");
    protected static final TenantSlug OTHER = new TenantSlug("other");

    /** An empty store. */
    protected abstract DatasetStore store();

    @Test
    void givesBackWhatItWasGivenUnderTheNameOfItsContent() {
        DatasetStore store = store();

        ContentHash hash = store.put(ACME, Samples.bytes("lines"));

        assertThat(hash).isEqualTo(ContentHash.of(Samples.bytes("lines")));
        assertThat(store.get(ACME, hash)).hasValue(Samples.bytes("lines"));
        assertThat(store.has(ACME, hash)).isTrue();
        assertThat(store.list(ACME)).containsExactly(hash);
    }

    @Test
    void theSameAgainIsSuccess() {
        DatasetStore store = store();

        assertThat(store.put(ACME, Samples.bytes("lines"))).isEqualTo(store.put(ACME, Samples.bytes("lines")));
        assertThat(store.list(ACME)).hasSize(1);
    }

    @Test
    void tenantsDoNotSeeOneAnothersFiles() {
        DatasetStore store = store();
        ContentHash hash = store.put(ACME, Samples.bytes("lines"));

        assertThat(store.get(OTHER, hash)).isEmpty();
        assertThat(store.has(OTHER, hash)).isFalse();
        assertThat(store.list(OTHER)).isEmpty();
        assertThat(store.remove(OTHER, hash)).isFalse();
        assertThat(store.has(ACME, hash)).isTrue();
    }

    @Test
    void whatIsRemovedIsGoneAndCanComeBack() {
        DatasetStore store = store();
        ContentHash hash = store.put(ACME, Samples.bytes("lines"));

        assertThat(store.remove(ACME, hash)).isTrue();
        assertThat(store.remove(ACME, hash)).isFalse();
        assertThat(store.get(ACME, hash)).isEmpty();

        store.put(ACME, Samples.bytes("lines"));
        assertThat(store.has(ACME, hash)).isTrue();
    }
}
