package io.prompttuner.gateway.submit;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * Which job a request is about: the same tenant and key are the same job, however often the request comes.
 *
 * @param tenant who asks
 * @param job {@code j-} and 80 bits of the SHA-256 of tenant and key, in base 32
 */
public record JobIdentity(String tenant, String job) {

    /** Characters of an idempotency key at most. */
    public static final int KEY_LENGTH = 200;

    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"; // Crockford's: no i, l, o, u
    private static final int DIGITS = 16;

    /** The job of this key. */
    public static JobIdentity of(String tenant, String idempotencyKey) {
        return new JobIdentity(tenant, "j-" + base32(digest(tenant + "\0" + idempotencyKey)));
    }

    /** Why a text can't be an idempotency key; empty if it can. */
    public static Optional<String> faultOf(String key) {
        boolean printable = key.chars().allMatch(c -> c > ' ' && c <= '~');
        return !key.isEmpty() && key.length() <= KEY_LENGTH && printable
                ? Optional.empty()
                : Optional.of("Idempotency-Key: expected 1 to %d printable ASCII characters without spaces"
                        .formatted(KEY_LENGTH));
    }

    /** What all that is random in the job follows from, unless its tenant says otherwise; 53 bits, as JSON can hold. */
    long seed() {
        return ByteBuffer.wrap(digest(job)).getLong() >>> 11;
    }

    private static String base32(byte[] digest) {
        var text = new StringBuilder(DIGITS);
        var number = new BigInteger(1, digest);
        for (int i = 1; i <= DIGITS; i++) {
            int digit = number.shiftRight(digest.length * 8 - i * 5).intValue() & 31;
            text.append(ALPHABET.charAt(digit));
        }
        return text.toString();
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
