package io.prompttuner.store.dataset;

/**
 * Why one line, or the file as a whole, is refused.
 *
 * @param line counted from 1; 0 is the file as a whole
 */
public record LineFault(int line, String reason) {

    static LineFault file(String reason) {
        return new LineFault(0, reason);
    }

    @Override
    public String toString() {
        return line == 0 ? reason : "line %d: %s".formatted(line, reason);
    }
}
