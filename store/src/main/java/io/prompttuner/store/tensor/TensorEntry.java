package io.prompttuner.store.tensor;

/**
 * Where a file keeps one tensor.
 *
 * @param begin first byte, counted from the end of the header
 * @param end one past the last byte
 */
public record TensorEntry(String name, ElementType type, Shape shape, long begin, long end) {

    /** Bytes the tensor takes in the file. */
    public long bytes() {
        return end - begin;
    }
}
