package io.prompttuner.store.tensor;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;

/** Where the bytes of a safetensors file come from. */
interface TensorBytes extends Closeable {

    long size() throws IOException;

    /** A part of them, at most 2 GiB, from its first byte on. */
    ByteBuffer part(long from, long length) throws IOException;

    /** Maps a file part by part. */
    record Mapped(FileChannel file) implements TensorBytes {

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public ByteBuffer part(long from, long length) throws IOException {
            return file.map(MapMode.READ_ONLY, from, length);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    /** Reads what is in memory already. */
    @SuppressWarnings("ArrayRecordComponent") // the bytes of a small file, read and never changed
    record InMemory(byte[] content) implements TensorBytes {

        @Override
        public long size() {
            return content.length;
        }

        @Override
        public ByteBuffer part(long from, long length) {
            return ByteBuffer.wrap(content, (int) from, (int) length).slice();
        }

        @Override
        public void close() {}
    }
}
