package io.prompttuner.store.tensor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes safetensors whose bytes depend on the tensors alone: names and metadata sorted, no hole, header padded with
 * spaces to a multiple of 8 so that the values are aligned.
 */
public final class SafetensorsWriter {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int ALIGNMENT = 8;
    private static final int CHUNK_VALUES = 8192;

    private final ElementType type;
    private final SortedMap<String, String> metadata;

    /** Narrows every value to {@code type}, to the nearest, ties to even. */
    public SafetensorsWriter(ElementType type, Map<String, String> metadata) {
        this.type = type;
        this.metadata = new TreeMap<>(metadata);
    }

    /** The whole file, for what is small. */
    public byte[] bytes(Collection<Tensor> tensors) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            write(tensors, out);
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory does not fail", impossible);
        }
        return out.toByteArray();
    }

    /** Writes a new file or replaces one; neither synced nor atomic. */
    public void write(Collection<Tensor> tensors, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            write(tensors, out);
        }
    }

    /** Writes the whole file; leaves {@code out} open. */
    public void write(Collection<Tensor> tensors, OutputStream out) throws IOException {
        SortedMap<String, Tensor> sorted = sorted(tensors);
        byte[] header = header(sorted);
        int padding = Math.floorMod(-header.length, ALIGNMENT);
        out.write(length(header.length + padding));
        out.write(header);
        out.write(" ".repeat(padding).getBytes(StandardCharsets.US_ASCII));
        for (Tensor tensor : sorted.values()) {
            writeValues(tensor.values(), out);
        }
    }

    private static SortedMap<String, Tensor> sorted(Collection<Tensor> tensors) {
        SortedMap<String, Tensor> sorted = new TreeMap<>();
        for (Tensor tensor : tensors) {
            if (sorted.put(tensor.name(), tensor) != null) {
                throw new IllegalArgumentException("two tensors are named " + tensor.name());
            }
        }
        return sorted;
    }

    private byte[] header(SortedMap<String, Tensor> tensors) throws IOException {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(header)) {
            json.writeStartObject();
            if (!metadata.isEmpty()) {
                json.writeObjectFieldStart("__metadata__");
                for (Map.Entry<String, String> entry : metadata.entrySet()) {
                    json.writeStringField(entry.getKey(), entry.getValue());
                }
                json.writeEndObject();
            }
            long at = 0;
            for (Tensor tensor : tensors.values()) {
                long end = Math.addExact(at, Math.multiplyExact((long) tensor.values().length, (long) type.bytes()));
                writeEntry(new TensorEntry(tensor.name(), type, tensor.shape(), at, end), json);
                at = end;
            }
            json.writeEndObject();
        }
        return header.toByteArray();
    }

    private static void writeEntry(TensorEntry entry, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart(entry.name());
        json.writeStringField("dtype", entry.type().name());
        json.writeArrayFieldStart("shape");
        for (long dimension : entry.shape().dimensions()) {
            json.writeNumber(dimension);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("data_offsets");
        json.writeNumber(entry.begin());
        json.writeNumber(entry.end());
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writeValues(float[] values, OutputStream out) throws IOException {
        byte[] chunk = new byte[CHUNK_VALUES * type.bytes()];
        ByteBuffer next = littleEndian(chunk);
        for (float value : values) {
            type.put(value, next);
            if (!next.hasRemaining()) {
                out.write(chunk);
                next.clear();
            }
        }
        out.write(chunk, 0, next.position());
    }

    private static byte[] length(long bytes) {
        byte[] length = new byte[Long.BYTES];
        littleEndian(length).putLong(bytes);
        return length;
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
