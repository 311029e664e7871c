package io.prompttuner.platform.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Who may speak for which tenant.
 *
 * <p>On disk a line is {@code tenant token}, readable by its owner alone; beside it lie the hashes, {@code tenant sha256},
 * which is all the gateway gets to see.
 *
 * @param byTenant in the order of the file
 */
public record Tokens(Map<String, String> byTenant) {

    private static final int RANDOM_BYTES = 32;
    private static final String OWNER_ALONE = "rw-------";

    public Tokens {
        byTenant = new LinkedHashMap<>(byTenant);
    }

    /** What the file holds; nothing if there is none. */
    public static Tokens read(Path file) throws IOException {
        Map<String, String> found = new LinkedHashMap<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                String[] words = line.strip().split("\\s+", -1);
                if (words.length == 2) {
                    found.put(words[0], words[1]);
                }
            }
        }
        return new Tokens(found);
    }

    /** These, and a new one for each tenant that has none. */
    public Tokens with(List<String> tenants, RandomGenerator random) {
        Map<String, String> all = new LinkedHashMap<>(byTenant);
        for (String tenant : tenants) {
            all.computeIfAbsent(tenant, missing -> fresh(random));
        }
        return new Tokens(all);
    }

    /** Both files appear whole, with their mode, or not at all. */
    public void write(Path tokens, Path hashes) throws IOException {
        write(tokens, lines((tenant, token) -> tenant + " " + token));
        write(hashes, lines((tenant, token) -> tenant + " " + sha256(token)));
    }

    private String lines(BiFunction<String, String, String> line) {
        return byTenant.entrySet().stream()
                .map(entry -> line.apply(entry.getKey(), entry.getValue()) + "\n")
                .collect(Collectors.joining());
    }

    private static void write(Path file, String text) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".half");
        Files.deleteIfExists(draft);
        Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ALONE)));
        Files.writeString(draft, text);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String fresh(RandomGenerator random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String sha256(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every JDK has SHA-256", never);
        }
    }
}
