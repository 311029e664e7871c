package io.prompttuner.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.store.name.ContentHash;
import io.prompttuner.store.name.TenantSlug;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** What every adapter of {@link PromptStore} must do. */
public abstract class PromptStoreContract {

    protected static final TenantSlug ACME = new TenantSlug("acme");
    protected static final Instant MONDAY = Instant.parse("2030-01-07T00:00:00Z");
    protected static final Instant TUESDAY = Instant.parse("2030-01-08T00:00:00Z");

    /** What the store under test goes by. */
    protected Instant now = MONDAY;

    /** An empty store that goes by this clock. */
    protected abstract PromptStore store(InstantSource clock);

    private PromptStore store() {
        return store(() -> now);
    }

    @Test
    void givesBackWhatItWasGivenUnderTheNameOfItsContent() {
        PromptStore store = store();

        PromptRef ref = store.put(ACME, Samples.bytes("prompt"), Samples.manifest(1));

        assertThat(ref).isEqualTo(new PromptRef(ACME, ContentHash.of(Samples.bytes("prompt"))));
        assertThat(store.get(ref)).hasValue(new StoredPrompt(Samples.bytes("prompt"), Samples.manifest(1)));
        assertThat(store.get(new PromptRef(new TenantSlug("other"), ref.hash())))
                .isEmpty();
        assertThat(store.list()).containsExactly(new PromptEntry(ref, MONDAY));
    }

    @Test
    void theSameAgainRenewsTheTimeAndKeepsTheManifest() {
        PromptStore store = store();
        PromptRef ref = store.put(ACME, Samples.bytes("prompt"), Samples.manifest(1));

        now = TUESDAY;
        store.put(ACME, Samples.bytes("prompt"), Samples.manifest(2));

        assertThat(store.list()).containsExactly(new PromptEntry(ref, TUESDAY));
        assertThat(store.get(ref).orElseThrow().manifest()).isEqualTo(Samples.manifest(1));
    }

    @Test
    void whatIsRemovedIsGone() {
        PromptStore store = store();
        PromptRef ref = store.put(ACME, Samples.bytes("prompt"), Samples.manifest(1));

        assertThat(store.remove(ref)).isTrue();
        assertThat(store.remove(ref)).isFalse();
        assertThat(store.get(ref)).isEmpty();
        assertThat(store.list()).isEmpty();
    }

    @Test
    void whatIsSetAsideKeepsItsTimeAndComesBackWhole() {
        PromptStore store = store();
        PromptRef ref = store.put(ACME, Samples.bytes("prompt"), Samples.manifest(1));
        now = TUESDAY;

        assertThat(store.setAside(ref)).isTrue();
        assertThat(store.get(ref)).isEmpty();
        assertThat(store.list()).isEmpty();
        assertThat(store.aside()).containsExactly(new PromptEntry(ref, MONDAY));

        store.restore(ref);
        assertThat(store.get(ref)).hasValue(new StoredPrompt(Samples.bytes("prompt"), Samples.manifest(1)));
        assertThat(store.aside()).isEmpty();
        assertThat(store.list()).containsExactly(new PromptEntry(ref, MONDAY));
    }

    @Test
    void aWriterThatComesWhileItLiesAsideWritesAnew() {
        PromptStore store = store();
        PromptRef ref = store.put(ACME, Samples.bytes("prompt"), Samples.manifest(1));
        store.setAside(ref);

        now = TUESDAY;
        store.put(ACME, Samples.bytes("prompt"), Samples.manifest(2));
        store.restore(ref);

        assertThat(store.aside()).isEmpty();
        assertThat(store.list()).containsExactly(new PromptEntry(ref, TUESDAY));
        assertThat(store.get(ref).orElseThrow().manifest()).isEqualTo(Samples.manifest(2));
    }

    @Test
    void whatIsDiscardedIsGoneButNotWhatWasWrittenAnew() {
        PromptStore store = store();
        PromptRef ref = store.put(ACME, Samples.bytes("prompt"), Samples.manifest(1));
        store.setAside(ref);
        store.put(ACME, Samples.bytes("prompt"), Samples.manifest(2));

        store.discard(ref);

        assertThat(store.aside()).isEmpty();
        assertThat(store.get(ref)).isPresent();
    }

    @Test
    void settingAsideTwiceIsHarmless() {
        PromptStore store = store();
        PromptRef ref = store.put(ACME, Samples.bytes("prompt"), Samples.manifest(1));

        assertThat(store.setAside(ref)).isTrue();
        assertThat(store.setAside(ref)).isFalse();
        assertThat(store.aside()).hasSize(1);
        store.put(ACME, Samples.bytes("prompt"), Samples.manifest(1));
        assertThat(store.setAside(ref)).isTrue();
        assertThat(store.aside()).hasSize(1);
    }
}
