package io.prompttuner.platform.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A prompt that was tuned here, sent away and taken back. */
class PromptsExchangeIT {

    private static final String MODEL = "../testdata/small-lm";
    private static final String DATA = "../testdata/tasks/topic/set6-0.jsonl";

    private final Terminal terminal = new Terminal();

    @TempDir
    private Path directory;

    @Test
    void anImportedPromptBeginsARunAndAnswersAsItsOriginalDoes() throws Exception {
        run("tune", "--model", MODEL, "--data", DATA, "--out", path("tuned"), "--max-steps", "2");
        run("prompts", "export", "--from", path("tuned"), "--model", MODEL, "--format", "peft", "-o", path("adapter"));
        Files.delete(directory.resolve("adapter/manifest.json")); // as if PEFT alone had written it
        run("prompts", "import", path("adapter"), "--out", path("back"));

        run("tune", "--model", MODEL, "--data", DATA, "--out", path("a"), "--from", path("tuned"), "--max-steps", "1");
        run("tune", "--model", MODEL, "--data", DATA, "--out", path("b"), "--from", path("back"), "--max-steps", "1");

        assertThat(directory.resolve("b/prompt.safetensors"))
                .hasBinaryContent(Files.readAllBytes(directory.resolve("a/prompt.safetensors")));
        String original = run("try", "--model", MODEL, "--prompt", path("tuned"), "--input", "the guitar . answer :");
        assertThat(run("try", "--model", MODEL, "--prompt", path("back"), "--input", "the guitar . answer :"))
                .isEqualTo(original);
        String judged = run("score", "--model", MODEL, "--prompt", path("tuned"), "--data", DATA, "-o", "json");
        assertThat(judged).contains("tokenF1", "rougeL");
        assertThat(run("score", "--model", MODEL, "--prompt", path("back"), "--data", DATA, "-o", "json"))
                .isEqualTo(judged)
                .isNotEqualTo(run("score", "--model", MODEL, "--data", DATA, "-o", "json"));
    }

    private String run(String... arguments) {
        assertThat(terminal.run(arguments)).as(terminal.err()).isEqualTo(ExitCode.OK);
        return terminal.out();
    }

    private String path(String name) {
        return directory.resolve(name).toString();
    }
}
