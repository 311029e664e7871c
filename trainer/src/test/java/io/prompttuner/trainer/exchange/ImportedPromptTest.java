package io.prompttuner.trainer.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prompttuner.store.prompt.PromptFile;
import io.prompttuner.store.tensor.ElementType;
import io.prompttuner.store.tensor.SafetensorsWriter;
import io.prompttuner.store.tensor.Shape;
import io.prompttuner.store.tensor.Tensor;
import io.prompttuner.trainer.run.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportedPromptTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    private Path adapter = Path.of("");

    @BeforeEach
    void save() throws IOException {
        adapter = directory.resolve("adapter");
        PromptExport.of(Prompts.tuned(), Prompts.NOTE, ExportFormat.PEFT).write(adapter);
    }

    @Test
    void givesBackAnExportByteForByte() throws IOException {
        Path target = directory.resolve("back");

        ImportedPrompt.ofPeft(adapter).write(target);

        assertThat(target.resolve("prompt.safetensors"))
                .hasBinaryContent(PromptFile.bytes(Prompts.VALUES, Prompts.HIDDEN));
        assertThat(target.resolve("manifest.json")).hasBinaryContent(Prompts.MADE.toJson());
        assertThat(TunedPrompt.read(target).name()).isEqualTo(Prompts.tuned().name());
    }

    @Test
    void takesWhatPeftAloneHasWrittenAndClaimsNothingOfItsMaking() throws IOException {
        Files.delete(adapter.resolve("manifest.json"));
        Path target = directory.resolve("back");

        ImportedPrompt prompt = ImportedPrompt.ofPeft(adapter);
        prompt.write(target);

        assertThat(prompt.tokens()).isEqualTo(3);
        assertThat(prompt.baseModel()).isEqualTo("acme/tiny");
        assertThat(target.resolve("manifest.json")).doesNotExist();
        assertThat(target.resolve("imported.json"))
                .content()
                .contains("\"from\" : \"peft\"", "\"baseModel\" : \"acme/tiny\"", "\"adapter_config.json\" : \"");
    }

    @Test
    void widensHalfPrecision() throws IOException {
        Files.delete(adapter.resolve("manifest.json"));
        float[] values = {1, 0.5f, -2, 0.25f, 1, 2, 3, 4, 5, 6, 7, 8};
        weights(ElementType.BF16, new Tensor("prompt_embeddings", Shape.of(3, 4), values));

        assertThat(ImportedPrompt.ofPeft(adapter).values()).containsExactly(values);
    }

    @Test
    void readsNoPickle() throws IOException {
        Files.move(adapter.resolve("adapter_model.safetensors"), adapter.resolve("adapter_model.bin"));

        refuses("is a pickle", "safe_serialization=True");
    }

    @Test
    void namesEveryFileThatIsMissing() throws IOException {
        Files.delete(adapter.resolve("adapter_model.safetensors"));
        Files.delete(adapter.resolve("adapter_config.json"));

        refuses("adapter_model.safetensors is missing", "adapter_config.json is missing");
        adapter = directory.resolve("nowhere");
        refuses("nowhere: no such directory");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            peft_type                 | "LORA"           | peft_type: expected PROMPT_TUNING, found "LORA"
            peft_type                 | "PREFIX_TUNING"  | peft_type: expected PROMPT_TUNING
            task_type                 | "SEQ_2_SEQ_LM"   | task_type: expected CAUSAL_LM
            num_transformer_submodules| 2                | num_transformer_submodules: expected 1, found 2
            modules_to_save           | ["lm_head"]      | modules_to_save: expected none
            num_virtual_tokens        | 0                | num_virtual_tokens: expected a whole number from 1
            num_virtual_tokens        | "3"              | num_virtual_tokens: expected a whole number
            num_virtual_tokens        | 4                | prompt_embeddings: expected shape [4, 4], found [3, 4]
            token_dim                 | null             | token_dim: expected a whole number
            """)
    void namesWhatIsWrongWithTheConfiguration(String field, String value, String fault) throws IOException {
        Path file = adapter.resolve("adapter_config.json");
        ObjectNode config = (ObjectNode) JSON.readTree(file.toFile());
        config.set(field, JSON.readTree(value));
        Files.write(file, JSON.writeValueAsBytes(config));

        refuses(fault);
    }

    @Test
    void refusesAConfigurationThatIsNoJson() throws IOException {
        Files.writeString(adapter.resolve("adapter_config.json"), "{\"peft_type\": ");

        refuses("adapter_config.json, expected a JSON object");
    }

    @Test
    void refusesWeightsThatAreMoreOrLessThanAPrompt() throws IOException {
        var prompt = new Tensor("prompt_embeddings", Shape.of(3, 4), Prompts.VALUES);
        weights(ElementType.F32, prompt, new Tensor("extra", Shape.of(1), new float[1]));
        refuses("expected prompt_embeddings alone");

        weights(ElementType.F32, new Tensor("prompt", Shape.of(3, 4), Prompts.VALUES));
        refuses("tensor prompt_embeddings: expected shape [3, 4], found no tensor");

        float[] broken = Prompts.VALUES.clone();
        broken[5] = Float.NaN;
        weights(ElementType.F32, new Tensor("prompt_embeddings", Shape.of(3, 4), broken));
        refuses("expected finite numbers, found NaN");

        Files.write(adapter.resolve("adapter_model.safetensors"), new byte[5]);
        refuses("adapter_model.safetensors, header");
    }

    @Test
    void noticesThatAnExportWasChanged() throws IOException {
        float[] other = Prompts.VALUES.clone();
        other[0] = 9;
        weights(ElementType.F32, new Tensor("prompt_embeddings", Shape.of(3, 4), other));

        refuses("manifest.json is of prompt", "one of the two was changed");
    }

    private void weights(ElementType type, Tensor... tensors) throws IOException {
        new SafetensorsWriter(type, Map.of()).write(List.of(tensors), adapter.resolve("adapter_model.safetensors"));
    }

    private void refuses(String... faults) {
        assertThatThrownBy(() -> ImportedPrompt.ofPeft(adapter))
                .isInstanceOf(RefusedException.class)
                .hasMessageContainingAll(faults);
    }
}
