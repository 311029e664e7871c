package io.prompttuner.store.name;

import java.util.Optional;

/**
 * Who owns what is stored.
 *
 * @param text 1 to 64 of {@code a-z}, {@code 0-9} and {@code -}, no dash first
 */
public record TenantSlug(String text) implements Comparable<TenantSlug> {

    public TenantSlug {
        Slug.require("tenant", text);
    }

    /** Empty if the text is no such name. */
    public static Optional<TenantSlug> parse(String text) {
        return Slug.isOne(text) ? Optional.of(new TenantSlug(text)) : Optional.empty();
    }

    @Override
    public int compareTo(TenantSlug other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
