package io.prompttuner.store;

import io.prompttuner.store.name.ContentHash;
import io.prompttuner.store.name.TenantSlug;
import java.util.Comparator;
import java.util.Optional;

/** Names one prompt of one tenant; {@code tenant/hash} in an event or a line of output. */
public record PromptRef(TenantSlug tenant, ContentHash hash) implements Comparable<PromptRef> {

    private static final Comparator<PromptRef> ORDER =
            Comparator.comparing(PromptRef::tenant).thenComparing(PromptRef::hash);

    /** Reads {@link #toString} back; empty if the text is no reference. */
    public static Optional<PromptRef> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        return TenantSlug.parse(text.substring(0, slash))
                .flatMap(tenant ->
                        ContentHash.parse(text.substring(slash + 1)).map(hash -> new PromptRef(tenant, hash)));
    }

    @Override
    public int compareTo(PromptRef other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return tenant + "/" + hash;
    }
}
