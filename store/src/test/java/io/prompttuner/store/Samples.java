package io.prompttuner.store;

import io.prompttuner.store.name.ContentHash;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Things to store. */
public final class Samples {

    private Samples() {}

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public static PromptManifest manifest(long seed) {
        return new PromptManifest(
                ContentHash.of(bytes("model")),
                ContentHash.of(bytes("data")),
                seed,
                Map.of("learningRate", 0.003, "batch", 16, "clip", false, "cue", "answer :"),
                "plain",
                new Numerics("f32", 1, "pytorch 2.7.1", "amd64 avx2"));
    }

    public static Checkpoint checkpoint(long attempt, long step) {
        String text = attempt + "-" + step;
        return new Checkpoint(
                new CheckpointKey(attempt, step),
                new Bundle(Map.of("state.safetensors", bytes("tensors " + text), "state.json", bytes(text))));
    }
}
