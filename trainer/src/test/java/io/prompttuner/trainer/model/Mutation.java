package io.prompttuner.trainer.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Ways to spoil a model's files so that nobody could load it; each differs with the fixture's seed. */
enum Mutation {
    CUT_SHORT(of -> {
        String shard = of.anyShard();
        of.resize(shard, of.random.nextInt(of.bytes(shard).length));
    }),
    TRAILING_BYTES(of -> {
        String shard = of.anyShard();
        of.resize(shard, of.bytes(shard).length + 1 + of.random.nextInt(100));
    }),
    HEADER_LENGTH(of -> {
        String name = of.anyShard();
        byte[] shard = of.bytes(name).clone();
        ByteBuffer.wrap(shard).order(ByteOrder.LITTLE_ENDIAN).putLong(of.random.nextBoolean() ? of.delta() : 1L << 30);
        of.files.put(name, shard);
    }),
    HEADER_OF_NOISE(of -> of.putHeader(of.anyShard(), noise(of, "x"))),
    HEADER_LIKE_UTF32(of -> of.putHeader(of.anyShard(), noise(of, "\0\0\0{"))),
    UNKNOWN_TYPE(of -> inEntry(
            of,
            entry -> entry.put(
                    "dtype",
                    of.any(List.of("F64", "I64", "F8_E4M3", "BOOL", "", "f32", "F32 ")) + of.random.nextInt(9)))),
    OTHER_TYPE(of -> inEntry(of, entry -> entry.put("dtype", of.any(List.of("F16", "BF16"))))),
    TYPE_OF_A_NUMBER(of -> inEntry(of, entry -> entry.put("dtype", of.random.nextInt()))),
    BEGIN(of -> inEntry(of, entry -> move(entry, 0, of.delta()))),
    END(of -> inEntry(of, entry -> move(entry, 1, of.delta()))),
    MOVED(of -> inEntry(of, entry -> {
        long delta = of.delta();
        move(entry, 0, delta);
        move(entry, 1, delta);
    })),
    SWAPPED(of -> inEntry(of, entry -> {
        long begin = entry.withArray("data_offsets").get(0).longValue();
        ((ArrayNode) entry.get("data_offsets"))
                .removeAll()
                .add(begin + 1 + of.random.nextInt(9))
                .add(begin);
    })),
    ONE_OFFSET(of -> inEntry(of, entry -> ((ArrayNode) entry.get("data_offsets")).remove(of.random.nextInt(2)))),
    DIMENSION(of -> inEntry(of, entry -> {
        ArrayNode shape = (ArrayNode) entry.get("shape");
        int axis = of.random.nextInt(shape.size());
        shape.set(axis, shape.numberNode(shape.get(axis).longValue() + of.delta()));
    })),
    DIMENSION_OF_TEXT(of -> inEntry(of, entry -> ((ArrayNode) entry.get("shape")).set(0, "x" + of.random.nextInt()))),
    ANOTHER_AXIS(of -> inEntry(of, entry -> ((ArrayNode) entry.get("shape")).insert(0, 1 + of.random.nextInt(3)))),
    FIELD_GONE(of -> inEntry(of, entry -> entry.remove(of.any(List.of("dtype", "shape", "data_offsets"))))),
    FIELD_MORE(of -> inEntry(of, entry -> entry.put("f" + of.random.nextInt(), 1))),
    METADATA_OF_NUMBERS(of ->
            inHeader(of, header -> header.putObject("__metadata__").put("a", of.random.nextInt()))),
    TENSOR_GONE(of -> inHeader(of, header -> header.remove(of.any(names(header))))),
    TENSOR_RENAMED(of -> inHeader(of, header -> {
        String name = of.any(names(header));
        header.set(name + of.random.nextInt(), header.remove(name));
    })),
    TENSOR_OVER_ANOTHER(of -> inHeader(of, header -> {
        ObjectNode more = header.putObject("more" + of.random.nextInt()).put("dtype", "F32");
        int at = 4 * of.random.nextInt(8);
        more.putArray("shape").add(1);
        more.putArray("data_offsets").add(at).add(at + 4);
    })),
    TENSOR_TWICE_IN_A_HEADER(of -> {
        String shard = of.anyShard();
        String name = of.any(of.tensors(shard));
        String again = "{\"%s\":%s,".formatted(name, of.header(shard).get(name));
        of.putHeader(shard, (again + of.headerText(shard).substring(1)).getBytes(StandardCharsets.UTF_8));
    }),
    SHARD_GONE(of -> of.files.remove(of.anyShard())),
    SHARD_FOR_ANOTHER(of -> of.files.put(
            of.shards().get(of.random.nextInt(2)), of.bytes(of.shards().get(2)))),
    INDEX_NAMES_ANOTHER_SHARD(of -> inIndex(of, map -> {
        String tensor = of.any(names(map));
        map.put(
                tensor,
                of.any(of.shards().stream()
                        .filter(Predicate.not(map.get(tensor).textValue()::equals))
                        .toList()));
    })),
    INDEX_LEAVES_A_TENSOR_OUT(of -> inIndex(of, map -> map.remove(of.any(names(map))))),
    INDEX_INVENTS_A_TENSOR(of -> inIndex(of, map -> map.put("more" + of.random.nextInt(), of.anyShard()))),
    INDEX_LEAVES_THE_DIRECTORY(of -> inIndex(
            of,
            map -> map.put(
                    of.any(names(map)),
                    of.any(List.of(
                            "../" + of.anyShard(),
                            "/etc/passwd",
                            "a/../" + of.anyShard(),
                            "..",
                            "a\u0000.safetensors",
                            "\u00e4.safetensors",
                            ".safetensors",
                            "C:\\x.safetensors",
                            "model.bin"))))),
    INDEX_OF_NUMBERS(of -> inIndex(of, map -> map.put(of.any(names(map)), of.random.nextInt()))),
    INDEX_CUT_SHORT(of -> of.resize(ModelFixture.INDEX, of.random.nextInt(of.bytes(ModelFixture.INDEX).length - 2))),
    INDEX_NAMES_A_TENSOR_TWICE(of -> {
        String name = of.any(names((ObjectNode) of.json(ModelFixture.INDEX).get("weight_map")));
        String text = new String(of.bytes(ModelFixture.INDEX), StandardCharsets.UTF_8);
        String again = "\"weight_map\" : {\"%s\": \"%s\",".formatted(name, of.anyShard());
        of.put(ModelFixture.INDEX, text.replace("\"weight_map\" : {", again));
    }),
    INDEX_WITHOUT_A_MAP(of -> of.put(
            ModelFixture.INDEX,
            "{\"weight_map\": %s}".formatted(of.any(List.of("{}", "[]", "null", "1", "\"x\"", "[".repeat(1_000)))))),
    BOTH_FORMS(of -> of.files.put("model.safetensors", of.bytes(of.anyShard()))),
    CONFIG_OF_ANOTHER_SHAPE(of -> {
        ObjectNode config = of.json("config.json");
        String field = of.any(List.of(
                "num_hidden_layers",
                "hidden_size",
                "intermediate_size",
                "num_attention_heads",
                "vocab_size",
                "head_dim"));
        config.put(field, config.get(field).intValue() + 2 + 2 * of.random.nextInt(20));
        of.put("config.json", config);
    }),
    CONFIG_OUT_OF_BOUNDS(of -> {
        ObjectNode config = of.json("config.json");
        String field = of.any(List.of(
                "num_hidden_layers",
                "hidden_size",
                "intermediate_size",
                "max_position_embeddings",
                "rms_norm_eps",
                "rope_theta",
                "vocab_size",
                "head_dim",
                "num_key_value_heads",
                "eos_token_id"));
        config.put(field, -1 - of.random.nextInt(1000));
        of.put("config.json", config);
    }),
    CONFIG_CUT_SHORT(of -> of.resize("config.json", of.random.nextInt(of.bytes("config.json").length - 2)));

    /** What is done to a copy of sound files. */
    interface Act {
        void on(ModelFixture files) throws IOException;
    }

    /** What is done to a JSON object of theirs. */
    interface Edit {
        void of(ObjectNode json);
    }

    @SuppressWarnings("ImmutableEnumChecker") // a lambda that holds nothing
    final Act act;

    Mutation(Act act) {
        this.act = act;
    }

    private static void inHeader(ModelFixture of, Edit edit) throws IOException {
        String shard = of.anyShard();
        ObjectNode header = of.header(shard);
        edit.of(header);
        of.putHeader(shard, header);
    }

    private static void inEntry(ModelFixture of, Edit edit) throws IOException {
        inHeader(of, header -> edit.of((ObjectNode) header.get(of.any(names(header)))));
    }

    private static void inIndex(ModelFixture of, Edit edit) throws IOException {
        ObjectNode index = of.json(ModelFixture.INDEX);
        edit.of((ObjectNode) index.get("weight_map"));
        of.put(ModelFixture.INDEX, index);
    }

    private static byte[] noise(ModelFixture of, String start) {
        byte[] noise = new byte[500 + of.random.nextInt(500)];
        of.random.nextBytes(noise);
        System.arraycopy(start.getBytes(StandardCharsets.US_ASCII), 0, noise, 0, start.length());
        return noise;
    }

    private static void move(ObjectNode entry, int which, long delta) {
        ArrayNode offsets = (ArrayNode) entry.get("data_offsets");
        offsets.set(which, offsets.numberNode(offsets.get(which).longValue() + delta));
    }

    private static List<String> names(ObjectNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        names.remove("__metadata__");
        return names;
    }
}
