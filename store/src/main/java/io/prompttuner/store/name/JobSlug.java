package io.prompttuner.store.name;

import java.util.Optional;

/**
 * Which job a checkpoint belongs to.
 *
 * @param text 1 to 64 of {@code a-z}, {@code 0-9} and {@code -}, no dash first
 */
public record JobSlug(String text) implements Comparable<JobSlug> {

    public JobSlug {
        Slug.require("job", text);
    }

    /** Empty if the text is no such name. */
    public static Optional<JobSlug> parse(String text) {
        return Slug.isOne(text) ? Optional.of(new JobSlug(text)) : Optional.empty();
    }

    @Override
    public int compareTo(JobSlug other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
