package io.prompttuner.trainer.run;

import java.nio.file.Path;
import java.util.function.Function;

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

    /** Handles every case, checked by the compiler. A Java 21 {@code switch} would replace this. */
    default <R> R match(
            Function<Plain, R> plain, Function<Random, R> random, Function<Text, R> text, Function<Prompt, R> prompt) {
        if (this instanceof Plain p) {
            return plain.apply(p);
        }
        if (this instanceof Random r) {
            return random.apply(r);
        }
        if (this instanceof Text t) {
            return text.apply(t);
        }
        return prompt.apply((Prompt) this);
    }
}
