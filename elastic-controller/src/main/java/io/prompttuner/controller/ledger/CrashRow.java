package io.prompttuner.controller.ledger;

import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The attempts of a job that died in a row without a new checkpoint.
 *
 * <p>Deaths are told by one topic and checkpoints by another, so either may be heard first: the row is the same.
 */
final class CrashRow {

    private final NavigableMap<Long, String> died = new TreeMap<>();
    private long newestProgress;
    private @Nullable String lastError;

    void died(long attempt, String error) {
        lastError = error;
        if (attempt > newestProgress) {
            died.put(attempt, error);
        }
    }

    /** This attempt got further than any before, or let go in good order: no row reaches across it. */
    void lived(long attempt) {
        newestProgress = Math.max(newestProgress, attempt);
        died.headMap(attempt, true).clear();
    }

    int length() {
        return died.size();
    }

    @Nullable String lastError() {
        return lastError;
    }
}
