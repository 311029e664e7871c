package io.prompttuner.trainer.model;

/** Reads what {@code config.json} says of a GPT-2; anything that would change what it computes is refused. */
final class Gpt2ConfigReader {

    private Gpt2ConfigReader() {}

    static ModelConfig read(ConfigFields fields) {
        // Two names for the same function.
        fields.requireIfThere("activation_function", "gelu_new", "gelu_pytorch_tanh");
        fields.requireIfThere("tie_word_embeddings", true);
        fields.requireIfThere("scale_attn_weights", true);
        fields.requireIfThere("scale_attn_by_inverse_layer_idx", false);
        fields.requireIfThere("add_cross_attention", false);
        int hidden = fields.count("n_embd");
        int heads = fields.count("n_head");
        if (hidden % heads != 0) {
            fields.fault("n_head", "a divisor of n_embd %d".formatted(hidden), heads);
        }
        int vocabulary = fields.count("vocab_size");
        return new Gpt2Config(
                fields.count("n_layer", ModelDirectory.MOST_LAYERS),
                heads,
                hidden,
                fields.countOr("n_inner", 4 * hidden),
                vocabulary,
                fields.count("n_positions"),
                fields.number("layer_norm_epsilon", 0, 1),
                fields.token("eos_token_id", vocabulary));
    }
}
