package io.prompttuner.trainer.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.prompttuner.store.tensor.ElementType;
import io.prompttuner.store.tensor.SafetensorsWriter;
import io.prompttuner.store.tensor.Shape;
import io.prompttuner.store.tensor.Tensor;
import io.prompttuner.trainer.TestModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelDirectoryTest {

    @TempDir
    Path directory;

    private final List<Tensor> tensors = new ArrayList<>(TestModels.weights(TestModels.TINY, 1));

    @BeforeEach
    void write() throws IOException {
        TestModels.write(directory, TestModels.TINY, tensors);
    }

    @Test
    void readsAModelThatIsWhole() throws IOException {
        ModelDirectory model = ModelDirectory.open(directory);

        assertThat(model.config()).isEqualTo(TestModels.TINY);
        try (ModelWeights weights = model.weights()) {
            assertThat(weights.slots())
                    .hasSize(4 + 3 * 12)
                    .first()
                    .isEqualTo(new ModelLayout.Slot(
                            tensors.get(0).name(), tensors.get(0).shape()));
            assertThat(first(weights)).isEqualTo(tensors.get(0).values());
        }
    }

    @Test
    void takesTensorsNamedAsAWholeTransformerToo() throws IOException {
        tensors.replaceAll(tensor -> new Tensor("transformer." + tensor.name(), tensor.shape(), tensor.values()));
        write();

        try (ModelWeights weights = ModelDirectory.open(directory).weights()) {
            assertThat(first(weights)).isEqualTo(tensors.get(0).values());
        }
    }

    @Test
    void isMeantInWhatItsConfigurationSaysOrElseInWhatItIsKeptIn() throws IOException {
        try (ModelWeights weights = ModelDirectory.open(directory).weights()) {
            assertThat(weights.meant()).isEqualTo(ElementType.F32);
        }
        new SafetensorsWriter(ElementType.F16, Map.of()).write(tensors, directory.resolve("model.safetensors"));
        try (ModelWeights weights = ModelDirectory.open(directory).weights()) {
            assertThat(weights.meant()).isEqualTo(ElementType.F16);
        }
        Path config = directory.resolve("config.json");
        String fields = Files.readString(config);
        Files.writeString(config, fields.replaceFirst("\\{", "{\"torch_dtype\": \"bfloat16\", "));
        try (ModelWeights weights = ModelDirectory.open(directory).weights()) {
            assertThat(weights.meant()).isEqualTo(ElementType.BF16);
        }
    }

    @Test
    void namesEveryFileThatIsMissing() throws IOException {
        Files.delete(directory.resolve("tokenizer.json"));
        Files.delete(directory.resolve("model.safetensors"));

        assertThat(faults(() -> ModelDirectory.open(directory)))
                .containsExactly(
                        "tokenizer.json is missing",
                        "model.safetensors is missing, and so is model.safetensors.index.json");
        assertThat(faults(() -> ModelDirectory.open(directory.resolve("elsewhere"))))
                .containsExactly("not a directory");
    }

    @Test
    void namesEveryFieldOfTheConfigurationThatIsWrong() throws IOException {
        Files.writeString(directory.resolve("config.json"), """
            {"model_type": "gpt2", "n_layer": "four", "n_head": 3, "n_embd": 32, "vocab_size": 0,
             "layer_norm_epsilon": 2, "activation_function": "relu", "scale_attn_weights": false}
            """);

        assertThat(faults(() -> ModelDirectory.open(directory)))
                .containsExactlyInAnyOrder(
                        "config.json, activation_function: expected gelu_new or gelu_pytorch_tanh, found \"relu\"",
                        "config.json, scale_attn_weights: expected true, found false",
                        "config.json, n_layer: expected a whole number from 1 to 1000, found \"four\"",
                        "config.json, n_head: expected a divisor of n_embd 32, found 3",
                        "config.json, vocab_size: expected a whole number from 1 to 16777216, found 0",
                        "config.json, n_positions: expected a whole number from 1 to 16777216, found nothing",
                        "config.json, layer_norm_epsilon: expected a number between 0 and 1, found 2");
    }

    @Test
    void saysWhenTheConfigurationIsNoJson() throws IOException {
        Files.writeString(directory.resolve("config.json"), "{\"n_layer\": ");

        assertThat(faults(() -> ModelDirectory.open(directory)))
                .singleElement()
                .asString()
                .startsWith("config.json is not JSON: ");
    }

    @Test
    void namesEveryTensorThatIsMissingOrHasAnotherShape() throws IOException {
        tensors.removeIf(tensor -> tensor.name().equals("h.1.ln_2.bias"));
        tensors.replaceAll(tensor -> tensor.name().equals("wpe.weight")
                ? new Tensor("wpe.weight", Shape.of(32, 64), tensor.values())
                : tensor);
        write();

        assertThat(faults(() -> ModelDirectory.open(directory).weights()))
                .containsExactly(
                        "model.safetensors, tensor wpe.weight: expected shape [64, 32], found [32, 64]",
                        "model.safetensors, tensor h.1.ln_2.bias: expected shape [32], found no such tensor");
    }

    @Test
    void saysWhenTheWeightsAreCutOff() throws IOException {
        Path weights = directory.resolve("model.safetensors");
        byte[] whole = Files.readAllBytes(weights);
        Files.write(weights, Arrays.copyOf(whole, whole.length - 100));

        assertThat(faults(() -> ModelDirectory.open(directory).weights()))
                .singleElement()
                .asString()
                .startsWith("model.safetensors, tensor ");
    }

    private static List<String> faults(ThrowingCallable broken) {
        var invalid = catchThrowableOfType(InvalidModelException.class, broken);
        assertThat(invalid).isNotNull();
        return invalid.faults();
    }

    /** All values of the first tensor. */
    private static float[] first(ModelWeights weights) throws IOException {
        return weights.read(0, 0, (int) weights.slots().get(0).shape().elements());
    }
}
