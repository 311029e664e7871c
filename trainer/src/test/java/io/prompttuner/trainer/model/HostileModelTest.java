package io.prompttuner.trainer.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files from whoever made them: nothing but a clear refusal may come of them, whatever they claim. */
class HostileModelTest {

    /** Over 200 files in all. */
    private static final int SEEDS = 6;

    private static final int FLIPS = 400;

    /** What reading a sound model of this size costs, and its messages; claims are of gigabytes and more. */
    private static final long ALLOWANCE = 4 << 20;

    @TempDir
    Path directory;

    private ModelFixture sound;

    @BeforeEach
    void write() throws IOException {
        sound = ModelFixture.sharded(directory.resolve("sound"));
        read(directory.resolve("sound"));
    }

    @ParameterizedTest
    @EnumSource
    void aSpoiltModelIsRefused(Mutation mutation) throws IOException {
        for (int seed = 0; seed < SEEDS; seed++) {
            ModelFixture spoilt = sound.copy(31L * mutation.name().hashCode() + seed);
            mutation.act.on(spoilt);
            Path model = Files.createDirectory(directory.resolve(mutation.name() + seed));
            spoilt.writeTo(model);

            long before = allocated();
            assertThatExceptionOfType(InvalidModelException.class)
                    .as("%s, seed %d", mutation, seed)
                    .isThrownBy(() -> read(model))
                    .satisfies(invalid -> assertThat(invalid.faults()).isNotEmpty())
                    .withMessageMatching("(?s).*(config|model|tokenizer)[\\w.-]*(json|safetensors).*");
            assertThat(allocated() - before).as("%s, seed %d", mutation, seed).isLessThan(ALLOWANCE);
        }
    }

    @Test
    void aFlippedByteIsRefusedOrChangesNothingOfTheShape() throws IOException {
        int refused = 0;
        for (int seed = 0; seed < FLIPS; seed++) {
            ModelFixture flipped = sound.copy(seed);
            String file = flipped.any(flipped.files.keySet().stream()
                    .filter(name -> !name.equals("tokenizer.json"))
                    .toList());
            byte[] bytes = flipped.bytes(file).clone();
            int within = file.endsWith(".safetensors") ? Long.BYTES + flipped.headerLength(file) : bytes.length;
            bytes[flipped.random.nextInt(within)] ^= (byte) (1 << flipped.random.nextInt(8));
            flipped.files.put(file, bytes);
            Path model = Files.createDirectories(directory.resolve("flipped"));
            flipped.writeTo(model);
            try {
                read(model);
            } catch (InvalidModelException invalid) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(FLIPS / 2);
    }

    /** Everything that is done before the first weight leaves for the device, and the reading of all of them. */
    private static void read(Path model) throws IOException {
        try (ModelWeights weights = ModelDirectory.open(model).weights()) {
            for (int slot = 0; slot < weights.slots().size(); slot++) {
                int values = (int) weights.slots().get(slot).shape().elements();
                assertThat(weights.read(slot, 0, values)).hasSize(values).isNotEmpty();
            }
        }
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
