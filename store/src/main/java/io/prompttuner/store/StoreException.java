package io.prompttuner.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A store could not do what it was asked: its message is one line that says what, why and, if that helps, what to do. The
 * store is as it was before.
 */
public final class StoreException extends UncheckedIOException {

    private static final List<String> SIGNS_OF_A_FULL_DISK = List.of("No space left", "quota exceeded");

    private final boolean full;

    private StoreException(String message, IOException cause, boolean full) {
        super(message, cause);
        this.full = full;
    }

    /** Wraps what the file system or network said while {@code doing} something, such as "write prompt acme/12ab". */
    public static StoreException during(String doing, IOException cause) {
        String said = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        boolean full = SIGNS_OF_A_FULL_DISK.stream().anyMatch(said::contains);
        String kind = cause.getClass().getSimpleName();
        return full
                ? new StoreException("cannot %s: no space left; free some and it goes on".formatted(doing), cause, true)
                : new StoreException("cannot %s: %s: %s".formatted(doing, kind, said), cause, false);
    }

    /** What is stored is not what was written. */
    public static StoreException damaged(String what, String fault) {
        return during("read " + what, new IOException(fault));
    }

    /** Whether more space, and nothing else, is what it takes. */
    public boolean isFull() {
        return full;
    }
}
