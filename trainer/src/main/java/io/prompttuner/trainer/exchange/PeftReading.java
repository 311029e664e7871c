package io.prompttuner.trainer.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.prompttuner.store.PromptOrigin;
import io.prompttuner.store.name.ContentHash;
import io.prompttuner.store.prompt.PromptFile;
import io.prompttuner.store.tensor.SafetensorsFile;
import io.prompttuner.store.tensor.SafetensorsFormatException;
import io.prompttuner.store.tensor.Shape;
import io.prompttuner.trainer.run.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one adapter directory of PEFT, and gathers what is wrong with it. */
final class PeftReading {

    private static final String PICKLE = "adapter_model.bin";
    private static final int MOST = 1 << 24;

    private final Path directory;
    private final List<String> faults = new ArrayList<>();

    PeftReading(Path directory) {
        this.directory = directory;
    }

    ImportedPrompt read() throws IOException {
        requireFiles();
        byte[] configBytes = Files.readAllBytes(directory.resolve(PeftAdapter.CONFIG));
        byte[] weights = Files.readAllBytes(directory.resolve(PeftAdapter.WEIGHTS));
        JsonNode config = config(configBytes);
        Shape shape = Shape.of(count(config, "num_virtual_tokens"), count(config, "token_dim"));
        refuseIfFaulty();
        float[] values = values(weights, shape);
        refuseIfFaulty();
        int hidden = (int) shape.dimension(1);
        PromptOrigin made = made(ContentHash.of(PromptFile.bytes(values, hidden)));
        refuseIfFaulty();
        return new ImportedPrompt(
                hidden,
                values,
                config.path("base_model_name_or_path").textValue(),
                made,
                Map.of(PeftAdapter.CONFIG, ContentHash.of(configBytes), PeftAdapter.WEIGHTS, ContentHash.of(weights)));
    }

    private void requireFiles() throws RefusedException {
        boolean weights = Files.isRegularFile(directory.resolve(PeftAdapter.WEIGHTS));
        if (!Files.isDirectory(directory)) {
            faults.add("no such directory");
        } else if (!weights && Files.exists(directory.resolve(PICKLE))) {
            faults.add(
                    "%s is a pickle, which can run code when it is read: save the adapter again with PEFT's save_pretrained(DIR, safe_serialization=True)"
                            .formatted(PICKLE));
        } else if (!weights) {
            faults.add(PeftAdapter.WEIGHTS + " is missing");
        }
        if (Files.isDirectory(directory) && !Files.isRegularFile(directory.resolve(PeftAdapter.CONFIG))) {
            faults.add(PeftAdapter.CONFIG + " is missing");
        }
        refuseIfFaulty();
    }

    private JsonNode config(byte[] bytes) throws RefusedException {
        Optional<JsonNode> read = Json.read(bytes);
        if (read.isEmpty()) {
            fault("expected a JSON object");
            refuseIfFaulty();
        }
        JsonNode config = read.orElseThrow();
        require(config, "peft_type", List.of(PeftAdapter.KIND));
        require(config, "task_type", List.of(PeftAdapter.TASK));
        JsonNode submodules = config.path("num_transformer_submodules");
        if (!Json.isNothing(submodules) && submodules.asInt() != 1) {
            fault("num_transformer_submodules: expected 1, found " + submodules);
        }
        if (!Json.isNothing(config.path("modules_to_save"))) {
            fault("modules_to_save: expected none, for a prompt leaves the model as it is, found "
                    + config.get("modules_to_save"));
        }
        return config;
    }

    private void require(JsonNode config, String field, List<String> texts) {
        if (!Json.isOneOf(config.path(field), texts)) {
            fault("%s: expected %s, found %s".formatted(field, String.join(" or ", texts), shown(config.path(field))));
        }
    }

    private int count(JsonNode config, String field) {
        JsonNode value = config.path(field);
        if (!value.isInt() || value.intValue() < 1 || value.intValue() > MOST) {
            fault("%s: expected a whole number from 1 to %d, found %s".formatted(field, MOST, shown(value)));
            return 1;
        }
        return value.intValue();
    }

    private float[] values(byte[] weights, Shape shape) throws IOException {
        try (var file = SafetensorsFile.of(weights)) {
            float[] values = file.read(PeftAdapter.TENSOR, shape).values();
            if (!file.entries().keySet().equals(Set.of(PeftAdapter.TENSOR))) {
                faults.add("%s: expected %s alone, found %s"
                        .formatted(
                                PeftAdapter.WEIGHTS,
                                PeftAdapter.TENSOR,
                                file.entries().keySet()));
            }
            requireFinite(values);
            return values;
        } catch (SafetensorsFormatException malformed) {
            faults.add("%s, %s".formatted(PeftAdapter.WEIGHTS, malformed.getMessage()));
            return new float[0];
        }
    }

    private void requireFinite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                faults.add("%s, tensor %s: expected finite numbers, found %s"
                        .formatted(PeftAdapter.WEIGHTS, PeftAdapter.TENSOR, value));
                return;
            }
        }
    }

    /** How the prompt came to be, if the directory is an export of ours; its manifest must then name this very prompt. */
    private @Nullable PromptOrigin made(ContentHash prompt) throws IOException {
        Path file = directory.resolve(PromptExport.MANIFEST);
        Optional<JsonNode> json = Files.isRegularFile(file) ? Json.read(Files.readAllBytes(file)) : Optional.empty();
        Optional<PromptOrigin> made = json.flatMap(export -> Json.manifest(export.path("made")));
        if (made.isPresent()) {
            JsonNode named = json.orElseThrow().path("prompt");
            if (!Json.isOneOf(named, List.of(prompt.hex()))) {
                faults.add("%s is of prompt %s, but %s holds %s: one of the two was changed"
                        .formatted(PromptExport.MANIFEST, named.asText(), PeftAdapter.WEIGHTS, prompt));
            }
        }
        return made.orElse(null);
    }

    private static Object shown(JsonNode value) {
        return value.isMissingNode() ? "nothing" : value;
    }

    private void fault(String fault) {
        faults.add(PeftAdapter.CONFIG + ", " + fault);
    }

    private void refuseIfFaulty() throws RefusedException {
        if (!faults.isEmpty()) {
            throw new RefusedException(
                    faults.stream().map(fault -> directory + ": " + fault).toList());
        }
    }
}
