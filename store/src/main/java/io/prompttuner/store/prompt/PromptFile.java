package io.prompttuner.store.prompt;

import io.prompttuner.store.tensor.ElementType;
import io.prompttuner.store.tensor.SafetensorsFile;
import io.prompttuner.store.tensor.SafetensorsFormatException;
import io.prompttuner.store.tensor.SafetensorsWriter;
import io.prompttuner.store.tensor.Shape;
import io.prompttuner.store.tensor.Tensor;
import io.prompttuner.store.tensor.TensorEntry;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps a tuned prompt as a safetensors file with one tensor, {@code prompt [tokens, hidden]}; its hash names it. */
public final class PromptFile {

    private static final String PROMPT = "prompt";

    private PromptFile() {}

    public static byte[] bytes(float[] prompt, int hidden) {
        var tensor = new Tensor(PROMPT, Shape.of(prompt.length / hidden, hidden), prompt);
        return new SafetensorsWriter(ElementType.F32, Map.of()).bytes(List.of(tensor));
    }

    /** Reads a prompt for a model of this width; a {@link SafetensorsFormatException} says why it is none. */
    public static float[] read(byte[] bytes, int hidden) throws IOException {
        try (var file = SafetensorsFile.of(bytes)) {
            @Nullable TensorEntry entry = file.entries().get(PROMPT);
            boolean fits = entry != null
                    && entry.shape().dimensions().size() == 2
                    && entry.shape().dimension(1) == hidden;
            if (!fits) {
                throw new SafetensorsFormatException("tensor prompt: expected shape [tokens, %d], found %s"
                        .formatted(hidden, entry == null ? "no such tensor" : entry.shape()));
            }
            return file.read(PROMPT).values();
        }
    }
}
