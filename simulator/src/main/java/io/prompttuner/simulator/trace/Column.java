package io.prompttuner.simulator.trace;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a trace may say about a job. Only the first must be there. */
public enum Column {
    /** When it came, in seconds since the beginning; also {@code arrival_seconds}. */
    SUBMIT_SECONDS,
    /** GPUs that its duration is for. */
    GPUS,
    /** How long it took on them. */
    DURATION_SECONDS,
    /** Seconds from its arrival by which it should be done. */
    DEADLINE_SECONDS,
    /** Base model, by name. */
    MODEL,
    /** Whose it is. */
    TENANT,
    /** What it is called; no two rows may have the same. */
    JOB_ID;

    private static final String ARRIVAL = "arrival_seconds";

    /** As it stands in a header. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Column> of(String header) {
        String word = header.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(column -> column.word().equals(word.equals(ARRIVAL) ? SUBMIT_SECONDS.word() : word))
                .findFirst();
    }
}
