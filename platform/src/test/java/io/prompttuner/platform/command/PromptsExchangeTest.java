package io.prompttuner.platform.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.store.prompt.PromptFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptsExchangeTest {

    private static final String MODEL = "../testdata/small-lm";
    private static final int WIDTH = 128;

    private final Terminal terminal = new Terminal();

    @TempDir
    private Path directory;

    @BeforeEach
    void tuned() throws IOException {
        Files.createDirectory(directory.resolve("tuned"));
        Files.write(directory.resolve("tuned/prompt.safetensors"), PromptFile.bytes(new float[2 * WIDTH], WIDTH));
    }

    @Test
    void exportsToPeftAndTakesItBack() throws IOException {
        assertThat(export("peft", "adapter", "--model", MODEL, "--base-model", "acme/small-lm"))
                .as(terminal.err())
                .isEqualTo(ExitCode.OK);
        assertThat(terminal.out()).contains("SHA-256", path("adapter/adapter_model.safetensors"), "SHA256SUMS");
        assertThat(directory.resolve("adapter/adapter_config.json"))
                .content()
                .contains("acme/small-lm", "\"num_layers\" : 4", "\"num_virtual_tokens\" : 2");

        assertThat(terminal.run("prompts", "import", path("adapter"), "--out", path("back")))
                .isEqualTo(ExitCode.OK);
        assertThat(terminal.out()).contains("2 tokens, 128 wide");
        assertThat(directory.resolve("back/prompt.safetensors"))
                .hasBinaryContent(Files.readAllBytes(directory.resolve("tuned/prompt.safetensors")));
    }

    @Test
    void exportsEmbeddings() {
        assertThat(export("prompt-embeds", "bundle")).as(terminal.err()).isEqualTo(ExitCode.OK);
        assertThat(directory.resolve("bundle/prompt_embeds.json"))
                .content()
                .contains("\"tokens\" : 2", "\"dtype\" : \"float32\"");
    }

    @Test
    void writesNothingOver() throws IOException {
        Files.createDirectory(directory.resolve("mine"));
        Files.writeString(directory.resolve("mine/adapter_config.json"), "mine");

        assertThat(export("peft", "mine")).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err())
                .contains("is not empty", "name a new directory")
                .hasLineCount(1);
        assertThat(directory.resolve("mine/adapter_config.json")).hasContent("mine");
    }

    @Test
    void saysWhatItCanWriteAndWhereFrom() {
        assertThat(export("gguf", "out")).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains("--format: expected peft or prompt-embeds, got gguf");

        assertThat(terminal.run("prompts", "export", "--format", "peft", "-o", path("out")))
                .isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains("expected either a JOB, or --from");
    }

    @Test
    void refusesAPromptOfAnotherWidthAndADirectoryWithoutOne() throws IOException {
        Files.write(directory.resolve("tuned/prompt.safetensors"), PromptFile.bytes(new float[6], 3));
        assertThat(export("peft", "out", "--model", MODEL)).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains("the prompt is 3 wide, but the model's embeddings are 128");

        Files.delete(directory.resolve("tuned/prompt.safetensors"));
        assertThat(export("peft", "out")).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains("no prompt.safetensors there", "prompts get");
    }

    @Test
    void importsNoPickle() throws IOException {
        Files.createDirectory(directory.resolve("old"));
        Files.writeString(directory.resolve("old/adapter_model.bin"), "pickle");
        Files.writeString(directory.resolve("old/adapter_config.json"), "{}");

        assertThat(terminal.run("prompts", "import", path("old"), "--out", path("out")))
                .isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains("is a pickle").hasLineCount(1);
        assertThat(directory.resolve("out")).doesNotExist();
    }

    @Test
    void saysHowToStartThePlatformThatKnowsTheJob() {
        int exit = terminal.run(
                "prompts", "export", "job-1", "--format", "peft", "-o", path("out"), "--data", path("nothing"));

        assertThat(exit).isEqualTo(ExitCode.PLATFORM_AWAY);
        assertThat(terminal.err()).contains("prompttuner up");
    }

    private int export(String format, String out, String... more) {
        String[] all = new String[8 + more.length];
        String[] first = {"prompts", "export", "--from", path("tuned"), "--format", format, "-o", path(out)};
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return terminal.run(all);
    }

    private String path(String name) {
        return directory.resolve(name).toString();
    }
}
