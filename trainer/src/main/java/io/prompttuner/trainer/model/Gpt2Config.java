package io.prompttuner.trainer.model;

import java.util.function.Function;

/**
 * Shape of a GPT-2 (Radford et al., 2019): learnt positions, layer norms, a head that shares the embeddings.
 *
 * @param heads a divisor of {@code hidden}
 * @param inner width of the feed-forward layer
 */
public record Gpt2Config(
        int layers, int heads, int hidden, int inner, int vocabulary, int positions, double epsilon, int endOfText)
        implements ModelConfig {

    /** Width of one attention head. */
    public int headWidth() {
        return hidden / heads;
    }

    @Override
    public <R> R match(Function<Gpt2Config, R> gpt2, Function<LlamaConfig, R> llama) {
        return gpt2.apply(this);
    }
}
