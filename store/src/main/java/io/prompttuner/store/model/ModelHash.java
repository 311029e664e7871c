package io.prompttuner.store.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a base model is, whatever it is called: SHA-256 over the names and contents of the files that decide what it
 * computes (configuration, tokenizer, weights), in the order of their names.
 */
public final class ModelHash {

    private ModelHash() {}

    /** Hash of the model in this directory, lower-case hex. */
    public static String of(Path directory) throws IOException {
        MessageDigest total = sha256();
        for (Path file : decisive(directory)) {
            total.update((file.getFileName() + "\n" + hash(file) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(total.digest());
    }

    private static List<Path> decisive(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(ModelHash::decides).sorted().toList();
        }
    }

    private static boolean decides(Path file) {
        String name = file.getFileName().toString();
        return name.equals("config.json")
                || name.equals("tokenizer.json")
                || name.endsWith(".safetensors")
                || name.endsWith(".safetensors.index.json");
    }

    private static String hash(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
