package io.prompttuner.gateway.view;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a job stands in its tenant's list, newest first.
 *
 * @param at broker time of the job's record
 */
public record PageKey(Instant at, String job) implements Comparable<PageKey> {

    private static final Comparator<PageKey> NEWEST_FIRST =
            Comparator.comparing(PageKey::at).reversed().thenComparing(PageKey::job);
    private static final Pattern CURSOR = Pattern.compile("(\\d{1,15}) ([a-z0-9-]{1,64})");

    /** Reads {@link #cursor} back; empty if the text is no cursor. */
    public static Optional<PageKey> parse(String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            Matcher found = CURSOR.matcher(text);
            return found.matches()
                    ? Optional.of(new PageKey(Instant.ofEpochMilli(Long.parseLong(found.group(1))), found.group(2)))
                    : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** As a client sees it: something to give back, not to look into. */
    public String cursor() {
        String text = at.toEpochMilli() + " " + job;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int compareTo(PageKey other) {
        return NEWEST_FIRST.compare(this, other);
    }
}
