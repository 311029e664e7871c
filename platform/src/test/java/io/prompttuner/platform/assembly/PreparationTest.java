package io.prompttuner.platform.assembly;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prompttuner.platform.data.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparationTest {

    @TempDir
    private Path directory;

    private final Preparation preparation =
            new Preparation(Map.of("PROMPTTUNER_ELASTICSEARCH_HOME", "/nowhere"), new Random(1), port -> port != 8080);

    @BeforeEach
    void makeTheDirectory() throws IOException {
        new DataDirectory(directory.resolve("data")).create();
    }

    @Test
    void namesEverythingThatWouldMakeTheStartFail() {
        assertThatThrownBy(() -> preparation.prepare(request(Optional.of(directory.resolve("none.json")))))
                .isInstanceOf(RefusedStartException.class)
                .hasMessageContaining("port 8080 on 127.0.0.1 is in use")
                .hasMessageContaining("base models: no such file: " + directory.resolve("none.json"))
                .hasMessageContaining("/nowhere holds no Elasticsearch");
    }

    @Test
    void namesAModelDirectoryThatIsNone() throws IOException {
        Path models = Files.writeString(
                directory.resolve("models.json"), "{\"models\": [{\"name\": \"m\", \"directory\": \"gone\"}]}");

        assertThatThrownBy(() -> preparation.prepare(request(Optional.of(models))))
                .hasMessageContaining("no config.json in directory 'gone'")
                .hasMessageContaining("correct " + models);
    }

    private UpRequest request(Optional<Path> models) {
        return new UpRequest(
                new DataDirectory(directory.resolve("data")),
                8080,
                1,
                List.of("acme"),
                models,
                Scheduling.USUAL,
                directory);
    }
}
