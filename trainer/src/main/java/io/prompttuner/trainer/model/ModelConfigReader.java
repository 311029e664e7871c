package io.prompttuner.trainer.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.prompttuner.store.tensor.ElementType;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads {@code config.json}; names every field that is missing, ill-typed or out of bounds, all at once. */
final class ModelConfigReader {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Far more than any model needs; what is read is held in memory several times over. */
    private static final long MOST_BYTES = 1 << 20;

    private static final SortedMap<String, ElementType> DTYPES =
            new TreeMap<>(Map.of("float32", ElementType.F32, "float16", ElementType.F16, "bfloat16", ElementType.BF16));

    private static final SortedMap<String, Function<ConfigFields, ModelConfig>> ARCHITECTURES = new TreeMap<>();

    static {
        ARCHITECTURES.put("gpt2", Gpt2ConfigReader::read);
        ARCHITECTURES.put("llama", LlamaConfigReader::llama);
        ARCHITECTURES.put("qwen2", LlamaConfigReader::qwen2);
    }

    private ModelConfigReader() {}

    static ModelDirectory read(Path directory) throws IOException {
        var fields = new ConfigFields(json(directory));
        Function<ConfigFields, ModelConfig> reader = ARCHITECTURES.get(fields.textOr("model_type", ""));
        if (reader == null) {
            fields.fault(
                    "model_type", ConfigFields.spoken(List.copyOf(ARCHITECTURES.keySet())), fields.shown("model_type"));
            throw new InvalidModelException(directory, fields.faults());
        }
        Optional<ElementType> dtype = dtype(fields);
        if (fields.has("quantization_config")) {
            fields.fault("quantization_config", "none: only plain weights can be read", "one");
        }
        ModelConfig config = reader.apply(fields);
        if (!fields.faults().isEmpty()) {
            throw new InvalidModelException(directory, fields.faults());
        }
        return new ModelDirectory(directory, config, dtype);
    }

    /** Two names for the same; the second is the newer one. */
    private static Optional<ElementType> dtype(ConfigFields fields) {
        fields.requireIfThere("torch_dtype", DTYPES.keySet().toArray());
        fields.requireIfThere("dtype", DTYPES.keySet().toArray());
        return Optional.ofNullable(DTYPES.get(fields.textOr("dtype", fields.textOr("torch_dtype", ""))));
    }

    private static JsonNode json(Path directory) throws IOException {
        Path file = directory.resolve(ModelDirectory.CONFIG);
        long bytes = Files.size(file);
        if (bytes > MOST_BYTES) {
            throw invalid(directory, "is too long: expected at most %d bytes, found %d".formatted(MOST_BYTES, bytes));
        }
        try {
            return JSON.readTree(file.toFile());
        } catch (JsonProcessingException malformed) {
            throw invalid(directory, "is not JSON: " + malformed.getOriginalMessage());
        } catch (CharConversionException malformed) {
            throw invalid(directory, "is not JSON: " + malformed.getMessage());
        }
    }

    private static InvalidModelException invalid(Path directory, String fault) {
        return new InvalidModelException(directory, List.of(ModelDirectory.CONFIG + " " + fault));
    }
}
