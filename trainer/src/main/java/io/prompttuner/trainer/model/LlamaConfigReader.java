package io.prompttuner.trainer.model;

/** Reads what {@code config.json} says of a Llama or a Qwen2; anything else that would change results is refused. */
final class LlamaConfigReader {

    /** Cosines and sines are tables over positions and half a head's width: at most half a gigabyte each. */
    private static final long LARGEST_TABLE = 1L << 28;

    private final ConfigFields fields;

    private LlamaConfigReader(ConfigFields fields) {
        this.fields = fields;
    }

    static ModelConfig llama(ConfigFields fields) {
        boolean bias = fields.flagOr("attention_bias", false);
        return new LlamaConfigReader(fields).read(bias, bias, fields.flagOr("mlp_bias", false));
    }

    /** Its biases are part of the architecture, not of the configuration. */
    static ModelConfig qwen2(ConfigFields fields) {
        return new LlamaConfigReader(fields).read(true, false, false);
    }

    private ModelConfig read(boolean inputBias, boolean outputBias, boolean feedForwardBias) {
        fields.requireIfThere("hidden_act", "silu", "swish");
        int hidden = fields.count("hidden_size");
        int named = fields.count("max_position_embeddings");
        LlamaConfig.Attention attention = attention(hidden, inputBias, outputBias);
        if ((long) named * attention.width() > 2 * LARGEST_TABLE) {
            fields.fault(
                    "max_position_embeddings", "at most %d".formatted(2 * LARGEST_TABLE / attention.width()), named);
        }
        requireFullAttention(named);
        Rope rope = new RopeReader(fields, named, attention.width()).read();
        int vocabulary = fields.count("vocab_size");
        return new LlamaConfig(
                fields.count("num_hidden_layers", ModelDirectory.MOST_LAYERS),
                hidden,
                fields.count("intermediate_size"),
                attention,
                feedForwardBias,
                vocabulary,
                fields.flagOr("tie_word_embeddings", false),
                rope.scaling().positions(named),
                rope,
                fields.number("rms_norm_eps", 0, 1),
                fields.token("eos_token_id", vocabulary));
    }

    private LlamaConfig.Attention attention(int hidden, boolean inputBias, boolean outputBias) {
        int heads = fields.count("num_attention_heads");
        int sources = fields.countOr("num_key_value_heads", heads);
        if (heads % sources != 0) {
            fields.fault("num_key_value_heads", "a divisor of num_attention_heads %d".formatted(heads), sources);
        }
        if (!fields.has("head_dim") && hidden % heads != 0) {
            fields.fault("num_attention_heads", "a divisor of hidden_size %d".formatted(hidden), heads);
        }
        int width = fields.countOr("head_dim", Math.max(1, hidden / heads));
        if (width % 2 != 0 || (long) heads * width > ConfigFields.LARGEST) {
            fields.fault(
                    fields.has("head_dim") ? "head_dim" : "num_attention_heads",
                    "heads of even width, together at most %d".formatted(ConfigFields.LARGEST),
                    "%d of width %d".formatted(heads, width));
        }
        return new LlamaConfig.Attention(heads, sources, width, inputBias, outputBias);
    }

    /** A window that no row exceeds changes nothing; any other would. */
    private void requireFullAttention(int positions) {
        boolean windowed = fields.flagOr("use_sliding_window", false);
        int window = windowed ? fields.count("sliding_window") : positions;
        if (window < positions) {
            fields.fault(
                    "use_sliding_window",
                    "false, or a sliding_window of at least max_position_embeddings %d".formatted(positions),
                    "true and " + window);
        }
    }
}
