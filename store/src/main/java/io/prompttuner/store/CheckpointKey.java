package io.prompttuner.store;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where in the life of a job a checkpoint was taken; the highest is the one to go on from. */
public record CheckpointKey(long attempt, long step) implements Comparable<CheckpointKey> {

    private static final Pattern TEXT = Pattern.compile("(0|[1-9][0-9]{0,17})-(0|[1-9][0-9]{0,17})");
    private static final Comparator<CheckpointKey> ORDER =
            Comparator.comparingLong(CheckpointKey::attempt).thenComparingLong(CheckpointKey::step);

    public CheckpointKey {
        if (attempt < 0 || step < 0) {
            throw new IllegalArgumentException("negative in checkpoint %d-%d".formatted(attempt, step));
        }
    }

    /** Reads {@link #toString} back; empty if the text is no key. */
    public static Optional<CheckpointKey> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new CheckpointKey(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    @Override
    public int compareTo(CheckpointKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return attempt + "-" + step;
    }
}
