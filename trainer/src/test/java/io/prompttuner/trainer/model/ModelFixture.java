package io.prompttuner.trainer.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prompttuner.trainer.TestModels;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A tiny model's files in memory, to be spoilt and written out. */
final class ModelFixture {

    static final String INDEX = "model.safetensors.index.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    final Map<String, byte[]> files;
    final Random random;

    private ModelFixture(Map<String, byte[]> files, Random random) {
        this.files = files;
        this.random = random;
    }

    /** A Llama in three files with an index. */
    static ModelFixture sharded(Path scratch) throws IOException {
        TestModels.writeSharded(scratch, TestModels.LLAMA, TestModels.weights(TestModels.LLAMA, 1), 3);
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> written = Files.list(scratch)) {
            for (Path file : written.toList()) {
                files.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        return new ModelFixture(files, new Random());
    }

    ModelFixture copy(long seed) {
        return new ModelFixture(new TreeMap<>(files), new Random(seed));
    }

    void writeTo(Path directory) throws IOException {
        for (var file : files.entrySet()) {
            Files.write(directory.resolve(file.getKey()), file.getValue());
        }
    }

    long bytes() {
        return files.values().stream().mapToLong(content -> content.length).sum();
    }

    List<String> shards() {
        return files.keySet().stream()
                .filter(name -> name.endsWith(".safetensors"))
                .toList();
    }

    String anyShard() {
        return any(shards());
    }

    <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** A number other than 0, small or as large as can be. */
    long delta() {
        return random.nextBoolean() ? 1 + random.nextInt(64) : -1 - (random.nextLong() >>> 1);
    }

    byte[] bytes(String file) {
        byte[] content = files.get(file);
        if (content == null) {
            throw new IllegalArgumentException(file);
        }
        return content;
    }

    ObjectNode json(String file) throws IOException {
        return (ObjectNode) JSON.readTree(bytes(file));
    }

    void put(String file, JsonNode json) {
        put(file, json.toString());
    }

    void put(String file, String text) {
        files.put(file, text.getBytes(StandardCharsets.UTF_8));
    }

    ObjectNode header(String shard) throws IOException {
        return (ObjectNode) JSON.readTree(headerText(shard));
    }

    String headerText(String shard) {
        return new String(bytes(shard), Long.BYTES, headerLength(shard), StandardCharsets.UTF_8);
    }

    void putHeader(String shard, JsonNode header) {
        putHeader(shard, header.toString().getBytes(StandardCharsets.UTF_8));
    }

    void putHeader(String shard, byte[] header) {
        byte[] old = bytes(shard);
        int data = Long.BYTES + headerLength(shard);
        files.put(
                shard,
                ByteBuffer.allocate(Long.BYTES + header.length + old.length - data)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(header.length)
                        .put(header)
                        .put(old, data, old.length - data)
                        .array());
    }

    int headerLength(String shard) {
        return (int)
                ByteBuffer.wrap(bytes(shard)).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    List<String> tensors(String shard) throws IOException {
        var names = new ArrayList<String>();
        header(shard).fieldNames().forEachRemaining(names::add);
        names.remove("__metadata__");
        return names;
    }

    void resize(String file, int bytes) {
        files.put(file, Arrays.copyOf(bytes(file), bytes));
    }
}
