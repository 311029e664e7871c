package io.prompttuner.trainer;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.prompttuner.store.tensor.ElementType;
import io.prompttuner.store.tensor.SafetensorsWriter;
import io.prompttuner.store.tensor.Tensor;
import io.prompttuner.trainer.model.ModelConfig;
import io.prompttuner.trainer.model.ModelLayout;
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
    public static final ModelConfig TINY = new ModelConfig(3, 4, 32, 64, 257, 64, 1e-5, 0);

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
        for (ModelLayout.Slot slot : ModelLayout.of(config)) {
            float[] values = new float[(int) slot.shape().elements()];
            boolean gain = slot.name().contains("ln_") && slot.name().endsWith("weight");
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) ((gain ? 1 : 0) + 0.2 * random.nextGaussian());
            }
            tensors.add(new Tensor(slot.name(), slot.shape(), values));
        }
        return tensors;
    }

    /** Writes a whole model directory with these weights. */
    public static void write(Path directory, ModelConfig config, List<Tensor> weights) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("config.json"), """
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
                        config.endOfText()));
        new SafetensorsWriter(ElementType.F32, Map.of()).write(weights, directory.resolve("model.safetensors"));
        Files.writeString(directory.resolve("tokenizer.json"), byteTokenizer());
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
