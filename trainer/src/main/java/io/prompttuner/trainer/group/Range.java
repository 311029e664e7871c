package io.prompttuner.trainer.group;

/** Leaves that follow one another: from the first up to, and without, {@code to}. */
public record Range(int from, int to) {

    static final Range NOTHING = new Range(0, 0);

    public Range {
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("not a range: %d to %d".formatted(from, to));
        }
    }

    public int size() {
        return to - from;
    }
}
