package io.prompttuner.trainer.pretrain;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.prompttuner.store.tensor.ElementType;
import io.prompttuner.store.tensor.SafetensorsWriter;
import io.prompttuner.trainer.model.ModelConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes a model in the Hugging Face layout, weights in half precision. */
record ModelFiles(Path directory) {

    Path tokenizer() {
        return directory.resolve("tokenizer.json");
    }

    void writeTokenizer(BytePairs pairs) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(tokenizer(), pairs.json());
    }

    void writeConfig(ModelConfig config) throws IOException {
        var json = new ObjectMapper().createObjectNode();
        json.put("model_type", "gpt2").putArray("architectures").add("GPT2LMHeadModel");
        json.put("n_layer", config.layers())
                .put("n_head", config.heads())
                .put("n_embd", config.hidden())
                .put("n_positions", config.positions())
                .put("vocab_size", config.vocabulary())
                .put("layer_norm_epsilon", config.epsilon())
                .put("activation_function", "gelu_new")
                .put("bos_token_id", config.endOfText())
                .put("eos_token_id", config.endOfText());
        Files.writeString(directory.resolve("config.json"), json.toPrettyString() + "\n");
    }

    void writeWeights(PretrainState state) throws IOException {
        new SafetensorsWriter(ElementType.F16, Map.of("format", "pt"))
                .write(state.tensors(), directory.resolve("model.safetensors"));
    }
}
