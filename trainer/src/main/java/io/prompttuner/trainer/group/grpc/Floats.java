package io.prompttuner.trainer.group.grpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Floats as raw bytes, little endian: every bit of them arrives, and nothing is looked at on the way. */
final class Floats {

    private Floats() {}

    static ByteString bytes(float[] numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(numbers);
        return UnsafeByteOperations.unsafeWrap(bytes.array()); // nobody else has the array
    }

    static float[] of(ByteString bytes) {
        float[] numbers = new float[bytes.size() / Float.BYTES];
        bytes.asReadOnlyByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(numbers);
        return numbers;
    }
}
