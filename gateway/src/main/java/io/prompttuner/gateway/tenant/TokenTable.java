package io.prompttuner.gateway.tenant;

import io.prompttuner.store.name.ContentHash;
import io.prompttuner.store.name.TenantSlug;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which token is whose, by the tokens' hashes. A comparison takes the same time whatever the token. */
public final class TokenTable {

    private final List<Entry> entries;

    private TokenTable(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /** One line of the file. */
    @SuppressWarnings("ArrayRecordComponent") // a hash, never shared
    private record Entry(byte[] hash, Caller caller) {}

    /**
     * Reads lines of {@code tenant sha256(token) [role]}; blank ones and those that begin with {@code #} are passed over.
     *
     * @throws InvalidTokensException listing every fault at once
     */
    public static TokenTable parse(List<String> lines) throws InvalidTokensException {
        List<Entry> entries = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                Optional<Entry> entry = entry(line);
                entry.ifPresent(entries::add);
                if (entry.isEmpty()) {
                    faults.add("line %d: expected TENANT SHA256_OF_TOKEN [tenant|operator]".formatted(i + 1));
                }
            }
        }
        if (!faults.isEmpty()) {
            throw new InvalidTokensException(faults);
        }
        return new TokenTable(entries);
    }

    /** Whose token this is. */
    public Optional<Caller> find(String token) {
        byte[] hash = ContentHash.digest(token.getBytes(StandardCharsets.UTF_8));
        Optional<Caller> found = Optional.empty();
        for (Entry entry : entries) { // to the end, whatever was found
            if (MessageDigest.isEqual(hash, entry.hash())) {
                found = Optional.of(entry.caller());
            }
        }
        return found;
    }

    private static Optional<Entry> entry(String line) {
        String[] words = line.split("\\s+", -1);
        Optional<TenantSlug> tenant = TenantSlug.parse(words[0]);
        Optional<ContentHash> hash = words.length > 1 ? ContentHash.parse(words[1]) : Optional.empty();
        Optional<Role> role = words.length > 2 ? role(words[2]) : Optional.of(Role.TENANT);
        return words.length > 3 || tenant.isEmpty() || hash.isEmpty()
                ? Optional.empty()
                : role.map(r -> new Entry(
                        HexFormat.of().parseHex(hash.orElseThrow().hex()), new Caller(tenant.orElseThrow(), r)));
    }

    private static Optional<Role> role(String word) {
        for (Role role : Role.values()) {
            if (role.name().toLowerCase(Locale.ROOT).equals(word)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
