package io.prompttuner.trainer.exchange;

import io.prompttuner.store.Numerics;
import io.prompttuner.store.PromptManifest;
import io.prompttuner.store.name.ContentHash;
import io.prompttuner.store.prompt.PromptFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A prompt of three tokens, as tuning delivers it. */
final class Prompts {

    static final int HIDDEN = 4;
    static final ContentHash MODEL = ContentHash.of("model".getBytes(StandardCharsets.UTF_8));
    static final float[] VALUES = {0.5f, -1, 2, 0.25f, 1e-7f, 3, -0f, 8, 0.1f, 0.2f, 0.3f, -0.4f};
    static final PromptManifest MADE = new PromptManifest(
            MODEL,
            ContentHash.of("data".getBytes(StandardCharsets.UTF_8)),
            7,
            Map.of("batchSize", 16, "learningRate", 0.003),
            "plain",
            new Numerics("f32", 1, "2.7.1", "amd64 avx2"));
    static final BaseModelNote NOTE = new BaseModelNote("acme/tiny", new BaseModelNote.Build(MODEL, HIDDEN, 2, 1));

    private Prompts() {}

    static TunedPrompt tuned() throws IOException {
        return TunedPrompt.of(
                "here", Map.of("prompt.safetensors", PromptFile.bytes(VALUES, HIDDEN), "manifest.json", MADE.toJson()));
    }
}
