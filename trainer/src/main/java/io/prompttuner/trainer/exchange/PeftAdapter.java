package io.prompttuner.trainer.exchange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prompttuner.store.tensor.ElementType;
import io.prompttuner.store.tensor.SafetensorsWriter;
import io.prompttuner.store.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * The two files of a PEFT adapter of kind PROMPT_TUNING, as {@code PeftModel.save_pretrained} names and fills them (PEFT
 * 0.5 to 0.18). What PEFT knows by itself once it has the base model may be null.
 */
final class PeftAdapter {

    static final String WEIGHTS = "adapter_model.safetensors";
    static final String CONFIG = "adapter_config.json";
    static final String TENSOR = "prompt_embeddings";
    static final String KIND = "PROMPT_TUNING";
    static final String TASK = "CAUSAL_LM";

    private PeftAdapter() {}

    static Map<String, byte[]> files(TunedPrompt prompt, BaseModelNote model) {
        var tensor = new Tensor(TENSOR, prompt.shape(), prompt.values());
        byte[] weights = new SafetensorsWriter(ElementType.F32, Map.of("format", "pt")).bytes(List.of(tensor));
        return Map.of(WEIGHTS, weights, CONFIG, Json.bytes(config(prompt, model)));
    }

    /** In the order of the keys, as PEFT writes them. */
    private static ObjectNode config(TunedPrompt prompt, BaseModelNote model) {
        BaseModelNote.Build build = model.build();
        return Json.object()
                .putNull("auto_mapping")
                .put("base_model_name_or_path", model.name())
                .put("inference_mode", true)
                .put("num_attention_heads", build == null ? null : build.heads())
                .put("num_layers", build == null ? null : build.layers())
                .put("num_transformer_submodules", 1)
                .put("num_virtual_tokens", prompt.tokens())
                .put("peft_type", KIND)
                .put("prompt_tuning_init", "RANDOM")
                .putNull("prompt_tuning_init_text")
                .putNull("revision")
                .put("task_type", TASK)
                .put("token_dim", prompt.hidden())
                .putNull("tokenizer_name_or_path");
    }
}
