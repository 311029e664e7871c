package io.prompttuner.store.name;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The SHA-256 of what it names.
 *
 * @param hex 64 hexadecimal digits, lower case
 */
public record ContentHash(String hex) implements Comparable<ContentHash> {

    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    public ContentHash {
        if (!HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException("expected 64 hexadecimal digits in lower case");
        }
    }

    /** Names these bytes. */
    public static ContentHash of(byte[] content) {
        return new ContentHash(HexFormat.of().formatHex(digest(content)));
    }

    /** Empty if the text is no hash. */
    public static Optional<ContentHash> parse(String text) {
        return HEX.matcher(text).matches() ? Optional.of(new ContentHash(text)) : Optional.empty();
    }

    /** The 32 bytes of the SHA-256, for what must be ordered by it. */
    public static byte[] digest(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    @Override
    public int compareTo(ContentHash other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
