package io.prompttuner.trainer.djl;

import static java.util.stream.Collectors.joining;

import io.prompttuner.store.tensor.ElementType;
import io.prompttuner.trainer.model.Gpt2Config;
import io.prompttuner.trainer.model.LlamaConfig;
import io.prompttuner.trainer.model.ModelConfig;
import io.prompttuner.trainer.model.ModelLayout;
import io.prompttuner.trainer.placement.Device;
import io.prompttuner.trainer.placement.Placement;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Writes the TorchScript source of a frozen model from templates beside this class: what all decoders have in common, then
 * what an architecture adds. In a template {@code @NAME} is a number of the configuration, and {@code @[name]} a weight by
 * its Hugging Face name, of the block {@code o} begins at or outside of all; {@code None} for a bias the model
 * does without.
 */
final class TorchScriptProgram {

    /** Number formats as the numbers TorchScript knows them by (c10/core/ScalarType.h). */
    private static final Map<ElementType, Integer> DTYPES =
            Map.of(ElementType.F32, 6, ElementType.F16, 5, ElementType.BF16, 15);

    /** The reduction that adds losses up (at::Reduction). */
    private static final int SUM = 2;

    /** Only these may be missing from a model. */
    private static final String OPTIONAL = ".bias";

    private static final String FUSED_ATTENTION = "torch.scaled_dot_product_attention(q, k, v, None, 0., True)";

    /** The fused kernels for GPUs add gradients up in an order that changes from call to call; this does not. */
    private static final String PLAIN_ATTENTION =
            "(torch._scaled_dot_product_attention_math(q, k, v, None, 0., True))[0]";

    private static final Pattern BLANK = Pattern.compile("@(?:\\[([\\w.]+)]|(\\w+))");

    private final ModelLayout layout;
    private final Map<String, Object> values = new HashMap<>();

    private TorchScriptProgram(ModelConfig config, Placement placement) {
        this.layout = placement.layout();
        values.putAll(Map.of(
                "FLOAT32", DTYPES.get(ElementType.F32),
                "SUM", SUM,
                "OUTSIDE", layout.outside().size(),
                "BLOCK", layout.inBlock().size(),
                "NORM", layout.before(),
                "LAYERS", config.layers(),
                "HEADS", config.heads(),
                "HIDDEN", config.hidden(),
                "EPSILON", config.epsilon()));
        values.putAll(placed(placement));
        values.putAll(config.match(TorchScriptProgram::gpt2, this::llama));
    }

    /** The methods that tuning calls. */
    static String frozen(ModelConfig config, Placement placement) {
        var program = new TorchScriptProgram(config, placement);
        String architecture = config.match(gpt2 -> "gpt2.torchscript", llama -> "llama.torchscript");
        return program.filled("decoder.torchscript") + program.filled(architecture);
    }

    /** These, and what learning the weights themselves takes. */
    static String trainable(ModelConfig config, Placement placement) {
        return frozen(config, placement) + new TorchScriptProgram(config, placement).filled("pretrain.torchscript");
    }

    private static Map<String, Object> placed(Placement placement) {
        return Map.of(
                "ATTENTION",
                placement.devices().include(Device.Kind.CUDA) ? PLAIN_ATTENTION : FUSED_ATTENTION,
                "DTYPE",
                DTYPES.get(placement.precision()),
                "DEVICES",
                placement.devices().all().stream()
                        .map("torch.device(\"%s\")"::formatted)
                        .collect(joining(", ")),
                "PLACES",
                placement.devicesOfBlocks().stream().map(String::valueOf).collect(joining(", ")));
    }

    private static Map<String, Object> gpt2(Gpt2Config config) {
        return Map.of("HEAD_TENSOR", 0, "HEAD_WIDTH", config.headWidth());
    }

    /** The tables of cosines and sines follow the weights, once for each device. */
    private Map<String, Object> llama(LlamaConfig config) {
        LlamaConfig.Attention attention = config.attention();
        return Map.of(
                "HEAD_TENSOR",
                config.tied() ? 0 : layout.outside("lm_head.weight"),
                "HEAD_WIDTH",
                attention.width(),
                "HALF_HEAD",
                attention.width() / 2,
                "ATTENDED",
                attention.heads() * attention.width(),
                "SOURCES",
                attention.sources(),
                "GROUP",
                attention.group(),
                "TABLES",
                layout.slots().size());
    }

    private String filled(String template) {
        return BLANK.matcher(read(template)).replaceAll(this::filled);
    }

    private String filled(MatchResult blank) {
        String weight = blank.group(1);
        if (weight == null) {
            return Objects.requireNonNull(values.get(blank.group(2)), blank.group())
                    .toString();
        }
        int outside = layout.outside(weight);
        int inBlock = layout.inBlock(weight);
        if (outside < 0 && inBlock < 0 && !weight.endsWith(OPTIONAL)) {
            throw new IllegalStateException("a template names a weight that no such model has: " + weight);
        }
        return outside >= 0 ? "self.w[%d]".formatted(outside) : inBlock >= 0 ? "w[o + %d]".formatted(inBlock) : "None";
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
