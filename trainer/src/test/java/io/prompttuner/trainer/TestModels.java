package io.prompttuner.trainer;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.prompttuner.store.tensor.ElementType;
import io.prompttuner.store.tensor.SafetensorsWriter;
import io.prompttuner.store.tensor.Tensor;
import io.prompttuner.trainer.model.Gpt2Config;
import io.prompttuner.trainer.model.LlamaConfig;
import io.prompttuner.trainer.model.ModelConfig;
import io.prompttuner.trainer.model.ModelLayout;
import io.prompttuner.trainer.model.Rope;
import io.prompttuner.trainer.model.RopeScaling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Base models for tests: the small one of the repository, and tiny ones with random weights. */
public final class TestModels {

    /** Small enough for a reference in plain Java, with every part of the architecture in it; reads bytes. */
    public static final Gpt2Config TINY = new Gpt2Config(3, 4, 32, 64, 257, 64, 1e-5, 0);

    /** As plain as a Llama gets: no biases, a head of its own. */
    public static final LlamaConfig LLAMA = new LlamaConfig(
            3,
            32,
            48,
            new LlamaConfig.Attention(4, 1, 8, false, false),
            false,
            257,
            false,
            64,
            new Rope(10_000, new RopeScaling.None()),
            1e-5,
            0);

    /** A Llama with every switch thrown: biases everywhere, wide heads, stretched positions, tied. */
    public static final LlamaConfig LLAMA_WITH_ALL = new LlamaConfig(
            2,
            32,
            40,
            new LlamaConfig.Attention(6, 3, 12, true, true),
            true,
            257,
            true,
            64,
            new Rope(10_000, new RopeScaling.Yarn(4, 16, 32, 1, true, 1.25)),
            1e-6,
            0);

    public static final LlamaConfig QWEN2 = new LlamaConfig(
            3,
            32,
            48,
            new LlamaConfig.Attention(4, 2, 8, true, false),
            false,
            257,
            true,
            64,
            new Rope(1_000_000, new RopeScaling.None()),
            1e-6,
            0);

    private static final ObjectMapper JSON = new ObjectMapper();

    private TestModels() {}

    /** The small language model of {@code testdata}. */
    public static Path smallLm() {
        return Path.of(System.getProperty("prompttuner.smallLm", "../testdata/small-lm"));
    }

    /** Weights drawn by seed, large enough that every part of the model shows in the loss. */
    public static List<Tensor> weights(ModelConfig config, long seed) {
        var random = new Random(seed);
        var tensors = new ArrayList<Tensor>();
        for (ModelLayout.Slot slot : ModelLayout.of(config).slots()) {
            float[] values = new float[(int) slot.shape().elements()];
            boolean gain = slot.shape().dimensions().size() == 1 && slot.name().endsWith("weight");
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) ((gain ? 1 : 0) + 0.2 * random.nextGaussian());
            }
            tensors.add(new Tensor(slot.name(), slot.shape(), values));
        }
        return tensors;
    }

    /** Writes a whole model directory with these weights. */
    public static void write(Path directory, ModelConfig config, List<Tensor> weights) throws IOException {
        writeAllButWeights(directory, config);
        new SafetensorsWriter(ElementType.F32, Map.of()).write(weights, directory.resolve("model.safetensors"));
    }

    /** Writes the same model in so many files with an index; they are named as Hugging Face names them. */
    public static void writeSharded(Path directory, ModelConfig config, List<Tensor> weights, int shards)
            throws IOException {
        writeAllButWeights(directory, config);
        var index = JSON.createObjectNode();
        index.putObject("metadata").put("total_size", 1);
        var map = index.putObject("weight_map");
        for (int shard = 0; shard < shards; shard++) {
            String name = "model-%05d-of-%05d.safetensors".formatted(shard + 1, shards);
            var here = weights.subList(weights.size() * shard / shards, weights.size() * (shard + 1) / shards);
            here.forEach(tensor -> map.put(tensor.name(), name));
            new SafetensorsWriter(ElementType.F32, Map.of()).write(here, directory.resolve(name));
        }
        Files.writeString(directory.resolve("model.safetensors.index.json"), index.toPrettyString());
    }

    private static void writeAllButWeights(Path directory, ModelConfig config) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("config.json"), config.match(TestModels::gpt2, TestModels::llama));
        Files.writeString(directory.resolve("tokenizer.json"), byteTokenizer());
    }

    private static String gpt2(Gpt2Config config) {
        return """
            {"model_type": "gpt2", "n_layer": %d, "n_head": %d, "n_embd": %d, "n_inner": %d, "vocab_size": %d,
             "n_positions": %d, "layer_norm_epsilon": %s, "eos_token_id": %d}
            """.formatted(
                        config.layers(),
                        config.heads(),
                        config.hidden(),
                        config.inner(),
                        config.vocabulary(),
                        config.positions(),
                        config.epsilon(),
                        config.endOfText());
    }

    private static String llama(LlamaConfig config) {
        var attention = config.attention();
        boolean qwen2 = attention.inputBias() && !attention.outputBias();
        var json = JSON.createObjectNode()
                .put("model_type", qwen2 ? "qwen2" : "llama")
                .put("num_hidden_layers", config.layers())
                .put("hidden_size", config.hidden())
                .put("intermediate_size", config.inner())
                .put("num_attention_heads", attention.heads())
                .put("num_key_value_heads", attention.sources())
                .put("head_dim", attention.width())
                .put("attention_bias", attention.outputBias())
                .put("mlp_bias", config.feedForwardBias())
                .put("vocab_size", config.vocabulary())
                .put("tie_word_embeddings", config.tied())
                .put("max_position_embeddings", config.positions())
                .put("rope_theta", config.rope().base())
                .put("rms_norm_eps", config.epsilon())
                .put("eos_token_id", config.endOfText());
        if (config.rope().scaling() instanceof RopeScaling.Yarn yarn) {
            json.putObject("rope_scaling")
                    .put("rope_type", "yarn")
                    .put("factor", yarn.factor())
                    .put("original_max_position_embeddings", yarn.original())
                    .put("attention_factor", yarn.magnitude());
        }
        return json.toPrettyString();
    }

    /** A byte-level tokenizer without merges: token 0 closes a text, token {@code 1 + b} is byte {@code b}. */
    private static String byteTokenizer() {
        var vocabulary = JSON.createObjectNode().put("<|endoftext|>", 0);
        int moved = 256;
        for (int b = 0; b < 256; b++) {
            boolean printable = (b > ' ' && b < 127) || (b > 160 && b != 173);
            vocabulary.put(Character.toString(printable ? b : moved++), b + 1);
        }
        var tokenizer = JSON.createObjectNode().put("version", "1.0");
        for (String part : List.of("pre_tokenizer", "post_processor", "decoder")) {
            tokenizer
                    .putObject(part)
                    .put("type", "ByteLevel")
                    .put("add_prefix_space", false)
                    .put("trim_offsets", true)
                    .put("use_regex", true);
        }
        var bpe = tokenizer.putObject("model").put("type", "BPE");
        bpe.set("vocab", vocabulary);
        bpe.putArray("merges");
        return tokenizer.toString();
    }
}
