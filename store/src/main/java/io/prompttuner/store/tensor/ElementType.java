package io.prompttuner.store.tensor;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** How one number of a tensor is kept in a file, and how it becomes a {@code float}; all little-endian. */
public enum ElementType {
    /** IEEE 754 single precision. */
    F32(4) {
        @Override
        float get(ByteBuffer from) {
            return from.getFloat();
        }

        @Override
        void put(float value, ByteBuffer to) {
            to.putFloat(value);
        }
    },
    /** IEEE 754 half precision. */
    F16(2) {
        @Override
        float get(ByteBuffer from) {
            return HalfPrecision.toFloat(from.getShort());
        }

        @Override
        void put(float value, ByteBuffer to) {
            to.putShort(HalfPrecision.fromFloat(value));
        }
    },
    /** The upper half of an IEEE 754 single. */
    BF16(2) {
        @Override
        float get(ByteBuffer from) {
            return BrainFloat.toFloat(from.getShort());
        }

        @Override
        void put(float value, ByteBuffer to) {
            to.putShort(BrainFloat.fromFloat(value));
        }
    };

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes one number takes. */
    public int bytes() {
        return bytes;
    }

    static Optional<ElementType> named(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }

    abstract float get(ByteBuffer from);

    abstract void put(float value, ByteBuffer to);
}
