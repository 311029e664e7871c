package io.prompttuner.store.tensor;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.NoSuchElementException;
import java.util.SortedMap;

/**
 * An open safetensors file, fully checked when it was opened; hands out one tensor at a time.
 *
 * <p>Only complete files may be opened: one that shrinks while it is mapped kills the JVM's access to it.
 */
public final class SafetensorsFile implements Closeable {

    private static final int LENGTH_BYTES = 8;
    private static final long MIN_HEADER = 2;
    private static final long MAX_HEADER = 100_000_000;

    /** A buffer addresses at most 2 GiB, so a large tensor is mapped in parts; a multiple of every element's size. */
    private static final long PART_BYTES = 1L << 28;

    /** The largest array that every JVM can make. */
    private static final long MAX_ELEMENTS = Integer.MAX_VALUE - 8;

    private final TensorBytes bytes;
    private final long dataStart;
    private final SafetensorsHeader header;

    private SafetensorsFile(TensorBytes bytes, long dataStart, SafetensorsHeader header) {
        this.bytes = bytes;
        this.dataStart = dataStart;
        this.header = header;
    }

    /** Opens and checks a file; a {@link SafetensorsFormatException} says what is wrong with it. */
    public static SafetensorsFile open(Path path) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return open(new TensorBytes.Mapped(file));
        } catch (IOException | RuntimeException refused) {
            file.close();
            throw refused;
        }
    }

    /** Checks the bytes of a whole file; they are not copied. */
    public static SafetensorsFile of(byte[] content) throws IOException {
        return open(new TensorBytes.InMemory(content));
    }

    private static SafetensorsFile open(TensorBytes bytes) throws IOException {
        long size = bytes.size();
        if (size < LENGTH_BYTES + MIN_HEADER) {
            throw new SafetensorsFormatException("header: expected a file of at least %d bytes, found %d"
                    .formatted(LENGTH_BYTES + MIN_HEADER, size));
        }
        long length = read(bytes, 0, LENGTH_BYTES).getLong();
        long longest = Math.min(MAX_HEADER, size - LENGTH_BYTES);
        if (length < MIN_HEADER || length > longest) {
            throw new SafetensorsFormatException("header: expected a length from %d to %d, found %s"
                    .formatted(MIN_HEADER, longest, Long.toUnsignedString(length)));
        }
        long dataStart = LENGTH_BYTES + length;
        SafetensorsHeader header = SafetensorsHeaderParser.parse(
                read(bytes, LENGTH_BYTES, (int) length).array());
        header.requireTiled(size - dataStart);
        return new SafetensorsFile(bytes, dataStart, header);
    }

    /** Where each tensor stands, by name. */
    public SortedMap<String, TensorEntry> entries() {
        return Collections.unmodifiableSortedMap(header.tensors());
    }

    /** Free text the writer left, by key. */
    public SortedMap<String, String> metadata() {
        return Collections.unmodifiableSortedMap(header.metadata());
    }

    /** Reads one tensor, widened to single precision; a {@link NoSuchElementException} if the file has none such. */
    public Tensor read(String name) throws IOException {
        TensorEntry entry = entry(name);
        if (entry.shape().elements() > MAX_ELEMENTS) {
            throw SafetensorsFormatException.in(
                    name, "expected at most %d values, found %s".formatted(MAX_ELEMENTS, entry.shape()));
        }
        return new Tensor(
                name, entry.shape(), values(entry, 0, (int) entry.shape().elements()));
    }

    /** Reads one tensor that must have this shape. */
    public Tensor read(String name, Shape shape) throws IOException {
        TensorEntry entry = header.tensors().get(name);
        if (entry == null || !entry.shape().equals(shape)) {
            throw SafetensorsFormatException.in(
                    name, "expected shape %s, found %s".formatted(shape, entry == null ? "no tensor" : entry.shape()));
        }
        return read(name);
    }

    /** Reads some values of a tensor, row by row, from one of them on; a tensor may be larger than the heap. */
    public float[] read(String name, long from, int count) throws IOException {
        TensorEntry entry = entry(name);
        if (from < 0 || count < 0 || from > entry.shape().elements() - count) {
            throw new IndexOutOfBoundsException(
                    "tensor %s: no values [%d, %d + %d) in %s".formatted(name, from, from, count, entry.shape()));
        }
        return values(entry, from, count);
    }

    private TensorEntry entry(String name) {
        TensorEntry entry = header.tensors().get(name);
        if (entry == null) {
            throw new NoSuchElementException("tensor %s: expected one of %s"
                    .formatted(name, header.tensors().keySet()));
        }
        return entry;
    }

    private float[] values(TensorEntry entry, long from, int count) throws IOException {
        float[] values = new float[count];
        int next = 0;
        long begin = entry.begin() + from * entry.type().bytes();
        long end = begin + (long) count * entry.type().bytes();
        for (long at = begin; at < end; at += PART_BYTES) {
            long length = Math.min(PART_BYTES, end - at);
            ByteBuffer part = bytes.part(dataStart + at, length).order(ByteOrder.LITTLE_ENDIAN);
            while (part.hasRemaining()) {
                values[next++] = entry.type().get(part);
            }
        }
        return values;
    }

    private static ByteBuffer read(TensorBytes bytes, long from, int length) throws IOException {
        ByteBuffer copy = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        return copy.put(bytes.part(from, length)).flip();
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
