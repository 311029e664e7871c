package io.prompttuner.trainer.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prompttuner.store.tensor.Tensor;
import io.prompttuner.trainer.TestModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardedWeightsTest {

    private static final String FIRST = "model-00001-of-00003.safetensors";
    private static final String SECOND = "model-00002-of-00003.safetensors";

    @TempDir
    Path directory;

    private ModelFixture files;

    @BeforeEach
    void write() throws IOException {
        files = ModelFixture.sharded(directory);
    }

    @Test
    void areTheSameTensorsAsInOneFile() throws IOException {
        List<Tensor> expected = TestModels.weights(TestModels.LLAMA, 1);

        try (ModelWeights weights = ModelDirectory.open(directory).weights()) {
            assertThat(weights.slots()).hasSameSizeAs(expected).hasSize(3 + 3 * 9);
            for (int slot = 0; slot < expected.size(); slot++) {
                float[] values = expected.get(slot).values();
                assertThat(weights.slots().get(slot))
                        .isEqualTo(new ModelLayout.Slot(
                                expected.get(slot).name(), expected.get(slot).shape()));
                assertThat(weights.read(slot, 0, values.length)).isEqualTo(values);
                assertThat(weights.read(slot, 3, 20)).isEqualTo(Arrays.copyOfRange(values, 3, 23));
            }
        }
    }

    @Test
    void nameEveryShardThatIsMissing() throws IOException {
        Files.delete(directory.resolve(FIRST));
        Files.delete(directory.resolve(SECOND));

        assertThat(faults()).containsExactly(FIRST + " is missing", SECOND + " is missing");
    }

    @Test
    void nameATensorThatIsNotWhereTheIndexSays() throws IOException {
        ObjectNode index = files.json(ModelFixture.INDEX);
        ((ObjectNode) index.get("weight_map"))
                .put("model.embed_tokens.weight", SECOND)
                .remove("model.norm.weight");
        files.put(ModelFixture.INDEX, index);
        files.writeTo(directory);

        assertThat(faults())
                .containsExactly(
                        SECOND
                                + ", tensor model.embed_tokens.weight: expected in it by the index, found no such"
                                + " tensor",
                        FIRST + ", tensor model.norm.weight: expected in the index, found no such name");
    }

    @Test
    void nameATensorThatIsInTwoFiles() throws IOException {
        files.files.put(SECOND, files.bytes(FIRST));
        files.writeTo(directory);

        assertThat(faults())
                .contains(SECOND + ", tensor model.norm.weight: expected in one file, found in " + FIRST + " too");
    }

    @Test
    void areNotLookedForOutsideTheDirectory() throws IOException {
        ObjectNode index = files.json(ModelFixture.INDEX);
        ((ObjectNode) index.get("weight_map")).put("model.norm.weight", "../other.safetensors");
        files.put(ModelFixture.INDEX, index);
        files.writeTo(directory);

        assertThat(faults())
                .containsExactly("model.safetensors.index.json, tensor model.norm.weight: expected the name of a"
                        + " .safetensors file beside the index, found ../other.safetensors");
    }

    private List<String> faults() {
        var invalid = catchThrowableOfType(
                InvalidModelException.class,
                () -> ModelDirectory.open(directory).weights());
        assertThat(invalid).isNotNull();
        return invalid.faults();
    }
}
