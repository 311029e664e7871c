package io.prompttuner.trainer.djl;

import io.prompttuner.trainer.model.ModelConfig;
import io.prompttuner.trainer.model.ModelLayout;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Writes the TorchScript source of a frozen model: a template beside this class, with the configuration filled in. */
final class TorchScriptProgram {

    /** {@code torch.float32} as the number TorchScript knows it by (c10/core/ScalarType.h). */
    private static final int FLOAT32 = 6;

    /** The reduction that adds losses up (at::Reduction). */
    private static final int SUM = 2;

    private TorchScriptProgram() {}

    /** The methods that tuning calls. */
    static String frozen(ModelConfig config) {
        return filled("gpt2.torchscript", config);
    }

    /** These, and what learning the weights themselves takes. */
    static String trainable(ModelConfig config) {
        return frozen(config) + filled("pretrain.torchscript", config);
    }

    private static String filled(String template, ModelConfig config) {
        // Longest name first, so that no name is filled in as the head of a longer one.
        var values = new TreeMap<String, Object>(
                (a, b) -> a.length() != b.length() ? Integer.compare(b.length(), a.length()) : a.compareTo(b));
        values.putAll(Map.of(
                "@FLOAT32", FLOAT32,
                "@SUM", SUM,
                "@OUTSIDE", ModelLayout.OUTSIDE_BLOCKS,
                "@BLOCK", ModelLayout.IN_BLOCK,
                "@LAYERS", config.layers(),
                "@HEADS", config.heads(),
                "@HEAD_WIDTH", config.headWidth(),
                "@HIDDEN", config.hidden(),
                "@EPSILON", config.epsilon()));
        String source = read(template);
        for (var value : values.entrySet()) {
            source = source.replace(value.getKey(), value.getValue().toString());
        }
        return source;
    }

    private static String read(String template) {
        try (InputStream in =
                Objects.requireNonNull(TorchScriptProgram.class.getResourceAsStream(template), template)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
