package io.prompttuner.trainer.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.prompttuner.trainer.model.LlamaConfig.Attention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LlamaConfigTest {

    private static final String PLAIN = """
        "model_type": "%s", "hidden_size": 64, "num_attention_heads": 8, "num_key_value_heads": 2,
        "num_hidden_layers": 3, "intermediate_size": 96, "vocab_size": 500, "max_position_embeddings": 4096,
        "rms_norm_eps": 1e-6\
        """;

    private static final String LLAMA = PLAIN.formatted("llama");
    private static final String QWEN2 = PLAIN.formatted("qwen2");

    @TempDir
    Path directory;

    @Test
    void readsALlama() throws IOException {
        assertThat(read(LLAMA + ", \"rope_theta\": 500000.0, \"eos_token_id\": [128, 129], \"hidden_act\": \"silu\""))
                .isEqualTo(new LlamaConfig(
                        3,
                        64,
                        96,
                        new Attention(8, 2, 8, false, false),
                        false,
                        500,
                        false,
                        4096,
                        new Rope(500_000, new RopeScaling.None()),
                        1e-6,
                        128));
    }

    @Test
    void readsAQwen2WhichHasBiasesOnQueriesKeysAndValues() throws IOException {
        LlamaConfig config = read(QWEN2 + ", \"tie_word_embeddings\": true, \"use_sliding_window\": false,"
                + " \"sliding_window\": 2048, \"max_window_layers\": 2, \"eos_token_id\": 7");

        assertThat(config.attention()).isEqualTo(new Attention(8, 2, 8, true, false));
        assertThat(config.feedForwardBias()).isFalse();
        assertThat(config.tied()).isTrue();
        assertThat(config.endOfText()).isEqualTo(7);
        assertThat(config.rope()).isEqualTo(new Rope(10_000, new RopeScaling.None()));
    }

    @Test
    void takesTheWidthOfAHeadAndEveryBiasFromTheFile() throws IOException {
        LlamaConfig config = read(LLAMA + ", \"head_dim\": 16, \"attention_bias\": true, \"mlp_bias\": true");

        assertThat(config.attention()).isEqualTo(new Attention(8, 2, 16, true, true));
        assertThat(config.feedForwardBias()).isTrue();
        assertThat(config.endOfText()).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        "rope_scaling": {"type": "linear", "factor": 2.0}                                     | Linear[factor=2.0]
        "rope_scaling": {"rope_type": "dynamic", "factor": 2.0}                               | Dynamic[original=4096]
        "rope_scaling": {"rope_type": "llama3", "factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0, "original_max_position_embeddings": 1024} | Llama3[factor=8.0, low=1.0, high=4.0, original=1024]
        "rope_scaling": {"type": "yarn", "rope_type": "yarn", "factor": 4, "original_max_position_embeddings": 1024, "attention_factor": 1.5} | Yarn[factor=4.0, original=1024, fast=32.0, slow=1.0, rounded=true, magnitude=1.5]
        "rope_scaling": {"type": "yarn", "factor": 4, "beta_fast": 16, "mscale": 1, "mscale_all_dim": 1, "truncate": false} | Yarn[factor=4.0, original=4096, fast=16.0, slow=1.0, rounded=false, magnitude=1.0]
        "rope_scaling": {"type": "longrope", "short_factor": [1, 2, 3, 4], "long_factor": [5, 6, 7, 8], "attention_factor": 1.1}, "original_max_position_embeddings": 1024 | LongRope[divisors=[1.0, 2.0, 3.0, 4.0], original=1024, magnitude=1.1]
        "rope_parameters": {"rope_type": "default", "rope_theta": 5000}                       | None[]
        "rope_parameters": {"rope_type": "linear", "rope_theta": 5000, "factor": 3}           | Linear[factor=3.0]
        "rope_parameters": {"rope_theta": 5000}, "rope_scaling": null                         | None[]
        """)
    void readsHowPositionsAreStretched(String fields, String expected) throws IOException {
        LlamaConfig config = read(LLAMA + ", " + fields);

        assertThat(config.rope().scaling()).hasToString(expected);
        assertThat(config.rope().base()).isEqualTo(fields.contains("rope_theta") ? 5000 : 10_000);
        assertThat(config.positions()).isEqualTo(expected.startsWith("LongRope") ? 1024 : 4096);
    }

    @Test
    void namesEveryFaultAtOnce() {
        assertThat(faults("""
            "model_type": "llama", "hidden_size": 30, "num_attention_heads": 4, "num_key_value_heads": 3,
            "num_hidden_layers": 100000, "vocab_size": 10, "max_position_embeddings": 16,
            "rms_norm_eps": 0, "hidden_act": "gelu", "tie_word_embeddings": "yes", "eos_token_id": [3, 10],
            "torch_dtype": "int8", "rope_scaling": {"type": "mrope"}\
            """))
                .containsExactlyInAnyOrder(
                        "config.json, torch_dtype: expected bfloat16 or float16 or float32, found \"int8\"",
                        "config.json, hidden_act: expected silu or swish, found \"gelu\"",
                        "config.json, num_key_value_heads: expected a divisor of num_attention_heads 4, found 3",
                        "config.json, num_attention_heads: expected a divisor of hidden_size 30, found 4",
                        "config.json, num_attention_heads: expected heads of even width, together at most 16777216,"
                                + " found 4 of width 7",
                        "config.json, rope_scaling.rope_type: expected default or dynamic or linear or llama3 or"
                                + " longrope or yarn, found mrope",
                        "config.json, num_hidden_layers: expected a whole number from 1 to 1000, found 100000",
                        "config.json, intermediate_size: expected a whole number from 1 to 16777216, found nothing",
                        "config.json, tie_word_embeddings: expected true or false, found \"yes\"",
                        "config.json, rms_norm_eps: expected a number between 0 and 1, found 0",
                        "config.json, eos_token_id: expected tokens from 0 to 9, found [3,10]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        "use_sliding_window": true, "sliding_window": 1024          | use_sliding_window: expected false, or a sliding_window of at least max_position_embeddings 4096, found true and 1024
        "use_sliding_window": true                                  | sliding_window: expected a whole number
        "quantization_config": {"bits": 4}                          | quantization_config: expected none
        "partial_rotary_factor": 0.5                                | partial_rotary_factor: expected 1, found 0.5
        "rope_scaling": {"factor": 2, "rope_type": "linear", "type": "yarn"} | rope_scaling.rope_type: expected the same as type, yarn, found linear
        "rope_scaling": {"rope_type": "linear"}                     | rope_scaling.factor: expected a number between 0 and 1000000000000, found nothing
        "rope_scaling": {"rope_type": "llama3", "factor": 8, "low_freq_factor": 4, "high_freq_factor": 4} | rope_scaling.high_freq_factor: expected more than low_freq_factor 4.0, found 4.0
        "rope_scaling": {"rope_type": "llama3", "factor": 8, "low_freq_factor": 1, "high_freq_factor": 4} | rope_scaling.original_max_position_embeddings: expected a whole number
        "rope_scaling": {"rope_type": "longrope", "short_factor": [1, 2, 3]} | rope_scaling.short_factor: expected a list of 4 positive numbers, found 3, of them 3 such
        "rope_scaling": {"rope_type": "yarn", "beta_fast": 1}       | rope_scaling.beta_fast: expected more than beta_slow 1.0, found 1.0
        "rope_scaling": [1]                                         | rope_scaling: expected an object, found [1]
        "rope_parameters": {"full_attention": {}, "rope_type": "x"} | rope_parameters.rope_type: expected default
        "rope_parameters": {"rope_theta": 5}, "rope_theta": 6       | rope_theta: expected the same as in rope_parameters, 5.0, found 6.0
        "rope_parameters": {}, "rope_scaling": {"type": "default"}  | rope_scaling: expected none beside rope_parameters
        "max_position_embeddings": 4096                             | is not JSON: Duplicate field
        """)
    void refusesWhatWouldChangeResults(String field, String fault) {
        assertThat(faults(LLAMA + ", " + field))
                .anySatisfy(found -> assertThat(found).startsWith("config.json").contains(fault));
    }

    @Test
    void allowsAWindowThatNoRowExceeds() throws IOException {
        assertThat(read(QWEN2 + ", \"use_sliding_window\": true, \"sliding_window\": 4096")
                        .positions())
                .isEqualTo(4096);
    }

    @Test
    void refusesTablesThatWouldFillTheMemory() {
        assertThat(faults(LLAMA.replace("4096", "16000000") + ", \"head_dim\": 128"))
                .containsExactly("config.json, max_position_embeddings: expected at most 4194304, found 16000000");
    }

    @Test
    void saysWhichArchitecturesAreKnown() {
        assertThat(faults("\"model_type\": \"mamba\""))
                .containsExactly("config.json, model_type: expected gpt2 or llama or qwen2, found \"mamba\"");
        assertThat(faults("\"hidden_size\": 3"))
                .containsExactly("config.json, model_type: expected gpt2 or llama or qwen2, found nothing");
    }

    private LlamaConfig read(String fields) throws IOException {
        Files.writeString(directory.resolve("config.json"), "{" + fields + "}");
        return (LlamaConfig) ModelConfigReader.read(directory).config();
    }

    private List<String> faults(String fields) {
        var invalid = catchThrowableOfType(InvalidModelException.class, () -> read(fields));
        assertThat(invalid).isNotNull();
        return invalid.faults();
    }
}
