package io.prompttuner.store.name;

import java.util.regex.Pattern;

/** A short word that every file system, object store and URL takes as it is, whatever it thinks of upper case. */
final class Slug {

    private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    private Slug() {}

    static boolean isOne(String text) {
        return SLUG.matcher(text).matches();
    }

    static void require(String kind, String text) {
        if (!isOne(text)) {
            throw new IllegalArgumentException("%s: expected 1 to 64 of a-z, 0-9 and -, no dash first".formatted(kind));
        }
    }
}
