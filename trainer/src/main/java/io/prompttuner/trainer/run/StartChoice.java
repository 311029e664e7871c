package io.prompttuner.trainer.run;

import java.nio.file.Path;

/** Where tuning begins. */
public sealed interface StartChoice {

    /** Embeddings drawn from the vocabulary by the seed. */
    record Plain() implements StartChoice {}

    /** Numbers drawn by the seed, as large as the model's embeddings. */
    record Random() implements StartChoice {}

    /** The embedding of an instruction. */
    record Text(String text) implements StartChoice {}

    /** A prompt that was tuned before: a directory with {@code prompt.safetensors}, or such a file. */
    record Prompt(Path path) implements StartChoice {}
}
