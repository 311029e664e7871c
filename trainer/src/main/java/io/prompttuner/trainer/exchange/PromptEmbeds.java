package io.prompttuner.trainer.exchange;

import io.prompttuner.store.tensor.ElementType;
import io.prompttuner.store.tensor.SafetensorsWriter;
import io.prompttuner.store.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** A prompt as bare embeddings, with a note that says what to do with them. */
final class PromptEmbeds {

    static final String WEIGHTS = "prompt_embeds.safetensors";
    static final String NOTE = "prompt_embeds.json";

    private static final String TENSOR = "prompt_embeds";

    private PromptEmbeds() {}

    static Map<String, byte[]> files(TunedPrompt prompt, BaseModelNote model) {
        var tensor = new Tensor(TENSOR, prompt.shape(), prompt.values());
        byte[] weights = new SafetensorsWriter(ElementType.F32, Map.of()).bytes(List.of(tensor));
        byte[] note = Json.bytes(Json.object()
                .put("v", 1)
                .put("tensor", TENSOR)
                .put("tokens", prompt.tokens())
                .put("hidden", prompt.hidden())
                .put("dtype", "float32")
                .put("position", "before the input embeddings of the text")
                .put("model", model.name())
                .put("modelHash", model.hash(prompt)));
        return Map.of(WEIGHTS, weights, NOTE, note);
    }
}
