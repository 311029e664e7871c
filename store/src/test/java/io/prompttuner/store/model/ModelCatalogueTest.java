package io.prompttuner.store.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
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

    /** Stored prompts name their model by it. */
    @Test
    void theHashOfAModelInOneFileStaysWhatItIs() throws IOException {
        assertThat(ModelHash.of(home.resolve("small")))
                .isEqualTo("da57a3caa20830a347bb13abd29599a3bc7712453654174f60562e3d8a3a329d");
    }

    @Test
    void theHashIsThatOfEveryShardAndOfTheIndex() throws IOException {
        Path sharded = Files.createDirectories(home.resolve("sharded"));
        Files.writeString(sharded.resolve("config.json"), "{}");
        var hashes = new HashSet<String>();
        for (String file : new String[] {
            "model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors", "model.safetensors.index.json"
        }) {
            Files.writeString(sharded.resolve(file), "one");
            hashes.add(ModelHash.of(sharded));
            Files.writeString(sharded.resolve(file), "other");
            hashes.add(ModelHash.of(sharded));
        }
        assertThat(hashes).hasSize(6);
    }

    @Test
    void namesEveryFaultAtOnce() {
        String text = """
            {"models": [{"name": "Small LM", "directory": "small"},
                        {"name": "gone", "directory": "nowhere", "gpusPerWorker": 0},
                        {"name": "small", "directory": "small"}, {"name": "small", "directory": "small"}]}\
            """;

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
