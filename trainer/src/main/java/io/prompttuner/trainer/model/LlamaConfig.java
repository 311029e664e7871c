package io.prompttuner.trainer.model;

import java.util.function.Function;

/**
 * Shape of a Llama (Touvron et al., 2023), and of Qwen2, which is one with biases on queries, keys and values.
 *
 * @param inner width of the feed-forward layer
 * @param feedForwardBias whether its three projections have biases
 * @param tied whether the head shares the embeddings
 */
public record LlamaConfig(
        int layers,
        int hidden,
        int inner,
        Attention attention,
        boolean feedForwardBias,
        int vocabulary,
        boolean tied,
        int positions,
        Rope rope,
        double epsilon,
        int endOfText)
        implements ModelConfig {

    /**
     * How a block attends.
     *
     * @param heads that ask
     * @param sources heads that hold keys and values, a divisor of {@code heads}: each serves as many that ask
     * @param width of one head; even
     * @param inputBias whether the projections to queries, keys and values have biases
     * @param outputBias whether the projection back has one
     */
    public record Attention(int heads, int sources, int width, boolean inputBias, boolean outputBias) {

        /** Heads that ask the same source. */
        public int group() {
            return heads / sources;
        }
    }

    @Override
    public int heads() {
        return attention.heads();
    }

    @Override
    public <R> R match(Function<Gpt2Config, R> gpt2, Function<LlamaConfig, R> llama) {
        return llama.apply(this);
    }
}
