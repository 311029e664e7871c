package io.prompttuner.store.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCatalogueTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path home;

    @BeforeEach
    void aModelOnDisk() throws IOException {
        Files.createDirectories(home.resolve("small"));
        Files.writeString(home.resolve("small/config.json"), "{}");
        Files.writeString(home.resolve("small/model.safetensors"), "weights");
    }

    @Test
    void findsModelsByNameBesideTheFile() throws IOException {
        ModelCatalogue catalogue = catalogue("{\"models\": [{\"name\": \"small\", \"directory\": \"small\"}]}");

        assertThat(catalogue.names()).containsExactly("small");
        assertThat(catalogue.find("small")).hasValueSatisfying(model -> {
            assertThat(model.directory()).isEqualTo(home.resolve("small"));
            assertThat(model.gpusPerWorker()).isEqualTo(1);
        });
        assertThat(catalogue.find("large")).isEmpty();
    }

    @Test
    void theHashIsThatOfTheContentsAndNotOfTheName() throws IOException {
        String before = ModelHash.of(home.resolve("small"));
        Files.writeString(home.resolve("small/README.md"), "about it");
        assertThat(ModelHash.of(home.resolve("small"))).isEqualTo(before);

        Files.writeString(home.resolve("small/model.safetensors"), "other weights");
        assertThat(ModelHash.of(home.resolve("small"))).isNotEqualTo(before);
    }

    @Test
    void namesEveryFaultAtOnce() {
        String text = """
                {"models": [{"name": "Small LM", "directory": "small"},
                            {"name": "gone", "directory": "nowhere", "gpusPerWorker": 0},
                            {"name": "small", "directory": "small"}, {"name": "small", "directory": "small"}]}""";

        assertThatThrownBy(() -> catalogue(text))
                .isInstanceOf(InvalidCatalogueException.class)
                .hasMessageContaining("Small LM")
                .hasMessageContaining("nowhere")
                .hasMessageContaining("gpusPerWorker")
                .hasMessageContaining("small stands there twice");
    }

    private ModelCatalogue catalogue(String text) throws IOException {
        Path file = home.resolve("models.json");
        Files.writeString(file, text);
        return ModelCatalogue.read(file);
    }
}
