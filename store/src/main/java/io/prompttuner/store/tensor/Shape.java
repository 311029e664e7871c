package io.prompttuner.store.tensor;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** The extent of a tensor along each axis, outermost first; none at all for a single number. */
public record Shape(List<Long> dimensions) {

    public Shape {
        dimensions = List.copyOf(dimensions);
        if (dimensions.stream().anyMatch(dimension -> dimension < 0)) {
            throw new IllegalArgumentException("a dimension is negative in " + dimensions);
        }
    }

    public static Shape of(long... dimensions) {
        return new Shape(LongStream.of(dimensions).boxed().toList());
    }

    /** How many numbers a tensor of this shape holds; an {@link ArithmeticException} if a {@code long} can't say. */
    public long elements() {
        return dimensions.stream().mapToLong(Long::longValue).reduce(1, Math::multiplyExact);
    }

    /** The extent along one axis. */
    public long dimension(int axis) {
        return dimensions.get(axis);
    }

    @Override
    public String toString() {
        return dimensions.stream().map(Object::toString).collect(Collectors.joining(", ", "[", "]"));
    }
}
