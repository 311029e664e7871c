package io.prompttuner.store;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A few small files that are written, read and removed together; the names are the program's own, never a tenant's. */
public final class Bundle {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}(\\.[a-z0-9]{1,16})?");

    private final SortedMap<String, byte[]> files;

    public Bundle(Map<String, byte[]> files) {
        if (files.isEmpty() || !files.keySet().stream().allMatch(Bundle::isName)) {
            throw new IllegalArgumentException("expected files with names such as state.json, got " + files.keySet());
        }
        this.files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** Whether a file of a bundle may be called this. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** Every file's bytes, by name. */
    public SortedMap<String, byte[]> files() {
        return files;
    }

    /** One file's bytes. */
    public Optional<byte[]> file(String name) {
        return Optional.ofNullable(files.get(name));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bundle that
                && files.keySet().equals(that.files.keySet())
                && files.keySet().stream().allMatch(name -> Arrays.equals(files.get(name), that.files.get(name)));
    }

    @Override
    public int hashCode() {
        return files.values().stream().mapToInt(Arrays::hashCode).reduce(1, (sum, hash) -> 31 * sum + hash);
    }

    @Override
    public String toString() {
        return "Bundle" + files.keySet();
    }
}
