package io.prompttuner.trainer.model;

/**
 * Shape of a decoder-only language model of the GPT-2 architecture.
 *
 * @param layers blocks of attention and feed-forward
 * @param heads attention heads, a divisor of {@code hidden}
 * @param hidden width of an embedding
 * @param inner width of the feed-forward layer
 * @param vocabulary entries of the vocabulary
 * @param positions most tokens in a row
 * @param epsilon added to the variance in a layer norm
 * @param endOfText token that closes a text, or -1 if the model names none
 */
public record ModelConfig(
        int layers, int heads, int hidden, int inner, int vocabulary, int positions, double epsilon, int endOfText) {

    /** Width of one attention head. */
    public int headWidth() {
        return hidden / heads;
    }
}
