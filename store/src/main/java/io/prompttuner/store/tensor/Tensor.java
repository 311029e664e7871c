package io.prompttuner.store.tensor;

import java.util.Arrays;

/**
 * Named numbers in row-major order, widened to single precision.
 *
 * @param values not copied, since weights are large: whoever hands them over must let go of them
 */
@SuppressWarnings("ArrayRecordComponent") // a list of boxed numbers would take five times the memory
public record Tensor(String name, Shape shape, float[] values) {

    public Tensor {
        if (shape.elements() != values.length) {
            throw new IllegalArgumentException(
                    "tensor %s: shape %s does not hold %d values".formatted(name, shape, values.length));
        }
    }

    /** The same bits, not merely the same numbers: NaN equals itself and 0 differs from -0. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor that
                && name.equals(that.name)
                && shape.equals(that.shape)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * name.hashCode() + shape.hashCode()) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "Tensor[%s %s]".formatted(name, shape);
    }
}
