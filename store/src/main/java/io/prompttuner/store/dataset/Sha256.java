package io.prompttuner.store.dataset;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hash that names things and orders lines. */
final class Sha256 {

    private Sha256() {}

    static byte[] of(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
