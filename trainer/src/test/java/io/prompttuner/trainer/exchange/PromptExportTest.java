package io.prompttuner.trainer.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.prompttuner.store.PromptOrigin;
import io.prompttuner.store.name.ContentHash;
import io.prompttuner.store.tensor.SafetensorsFile;
import io.prompttuner.store.tensor.Shape;
import io.prompttuner.trainer.run.RefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PromptExportTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    @Test
    void isAnAdapterAsPeftSavesThem() throws IOException {
        PromptExport export = PromptExport.of(Prompts.tuned(), Prompts.NOTE, ExportFormat.PEFT);

        assertThat(export.files())
                .containsOnlyKeys("adapter_config.json", "adapter_model.safetensors", "manifest.json", "SHA256SUMS");
        assertThat(json(export, "adapter_config.json")).isEqualTo(JSON.readTree("""
                {"auto_mapping": null, "base_model_name_or_path": "acme/tiny", "inference_mode": true,
                 "num_attention_heads": 1, "num_layers": 2, "num_transformer_submodules": 1, "num_virtual_tokens": 3,
                 "peft_type": "PROMPT_TUNING", "prompt_tuning_init": "RANDOM", "prompt_tuning_init_text": null,
                 "revision": null, "task_type": "CAUSAL_LM", "token_dim": 4, "tokenizer_name_or_path": null}
                """));
        try (var weights = SafetensorsFile.of(bytes(export, "adapter_model.safetensors"))) {
            assertThat(weights.metadata()).containsEntry("format", "pt");
            assertThat(weights.entries()).containsOnlyKeys("prompt_embeddings");
            assertThat(weights.read("prompt_embeddings", Shape.of(3, 4)).values())
                    .containsExactly(Prompts.VALUES);
        }
    }

    @Test
    void leavesToPeftWhatOnlyTheBaseModelKnows() throws IOException {
        PromptExport export = PromptExport.of(Prompts.tuned(), new BaseModelNote(null, null), ExportFormat.PEFT);

        JsonNode config = json(export, "adapter_config.json");
        assertThat(config.get("num_layers").isNull()).isTrue();
        assertThat(config.get("num_attention_heads").isNull()).isTrue();
        assertThat(config.get("base_model_name_or_path").isNull()).isTrue();
        assertThat(config.get("token_dim").intValue()).isEqualTo(4);
    }

    @Test
    void isEmbeddingsWithANoteThatSaysWhereTheyGo() throws IOException {
        PromptExport export = PromptExport.of(Prompts.tuned(), Prompts.NOTE, ExportFormat.PROMPT_EMBEDS);

        assertThat(json(export, "prompt_embeds.json")).isEqualTo(JSON.readTree("""
                {"v": 1, "tensor": "prompt_embeds", "tokens": 3, "hidden": 4, "dtype": "float32",
                 "position": "before the input embeddings of the text", "model": "acme/tiny", "modelHash": "%s"}
                """.formatted(Prompts.MODEL)));
        try (var weights = SafetensorsFile.of(bytes(export, "prompt_embeds.safetensors"))) {
            assertThat(weights.read("prompt_embeds", Shape.of(3, 4)).values()).containsExactly(Prompts.VALUES);
        }
    }

    @ParameterizedTest
    @EnumSource
    void namesTheHashOfEveryFile(ExportFormat format) throws IOException {
        PromptExport export = PromptExport.of(Prompts.tuned(), Prompts.NOTE, format);

        JsonNode named = json(export, "manifest.json").get("files");
        var lines = new ArrayList<String>();
        export.files().forEach((name, content) -> {
            String hash = ContentHash.of(content).hex();
            if (!name.equals("SHA256SUMS")) {
                lines.add(hash + "  " + name);
            }
            if (!name.equals("SHA256SUMS") && !name.equals("manifest.json")) {
                assertThat(named.path(name).textValue()).as(name).isEqualTo(hash);
            }
        });
        assertThat(named).hasSize(2);
        assertThat(text(export, "SHA256SUMS").lines()).containsExactlyElementsOf(lines);
    }

    @ParameterizedTest
    @EnumSource
    void givesTheSameBytesForTheSamePrompt(ExportFormat format) throws IOException {
        PromptExport first = PromptExport.of(Prompts.tuned(), Prompts.NOTE, format);
        PromptExport again = PromptExport.of(Prompts.tuned(), Prompts.NOTE, format);

        assertThat(again.files().keySet()).isEqualTo(first.files().keySet());
        again.files().forEach((name, content) -> assertThat(content).as(name).isEqualTo(bytes(first, name)));
    }

    @Test
    void saysHowThePromptCameToBe() throws IOException {
        PromptExport export = PromptExport.of(Prompts.tuned(), Prompts.NOTE, ExportFormat.PEFT);

        JsonNode manifest = json(export, "manifest.json");
        assertThat(manifest.get("prompt").textValue())
                .isEqualTo(Prompts.tuned().name().hex());
        assertThat(PromptOrigin.fromJson(JSON.writeValueAsBytes(manifest.get("made"))))
                .isEqualTo(Prompts.MADE);
    }

    @Test
    void refusesTheModelThePromptWasNotTunedOn() {
        var other = new BaseModelNote(
                "other", new BaseModelNote.Build(ContentHash.of(new byte[] {1}), Prompts.HIDDEN + 1, 2, 1));

        assertThatThrownBy(() -> PromptExport.of(Prompts.tuned(), other, ExportFormat.PEFT))
                .isInstanceOf(RefusedException.class)
                .hasMessageContainingAll("4 wide", "embeddings are 5", "was tuned on model " + Prompts.MODEL);
    }

    @Test
    void writesIntoANewDirectoryAndOverNothing() throws IOException {
        PromptExport export = PromptExport.of(Prompts.tuned(), Prompts.NOTE, ExportFormat.PEFT);
        Path target = directory.resolve("new").resolve("adapter");

        export.write(target);

        assertThat(target.resolve("adapter_config.json")).hasBinaryContent(bytes(export, "adapter_config.json"));
        assertThatThrownBy(() -> export.write(target))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("is not empty, and nothing is written over");
        Path file = Files.writeString(directory.resolve("file"), "mine");
        assertThatThrownBy(() -> export.write(file))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("is a file");
        assertThat(file).hasContent("mine");
    }

    @Test
    void saysWhatIsNoPrompt() {
        assertThatThrownBy(() -> TunedPrompt.read(directory)).hasMessageContaining("no prompt.safetensors there");
        assertThatThrownBy(() -> TunedPrompt.of("here", Map.of("prompt.safetensors", new byte[20])))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("prompt here: header");
    }

    private static JsonNode json(PromptExport export, String name) throws IOException {
        return JSON.readTree(bytes(export, name));
    }

    private static String text(PromptExport export, String name) {
        return new String(bytes(export, name), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(PromptExport export, String name) {
        return export.files().getOrDefault(name, new byte[0]);
    }
}
