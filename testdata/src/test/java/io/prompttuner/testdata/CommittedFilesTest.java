package io.prompttuner.testdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.prompttuner.store.dataset.Dataset;
import io.prompttuner.store.dataset.DatasetLimits;
import io.prompttuner.store.dataset.DatasetReader;
import io.prompttuner.store.dataset.DatasetReading;
import io.prompttuner.store.dataset.Example;
import io.prompttuner.store.name.ContentHash;
import io.prompttuner.store.tensor.SafetensorsFile;
import io.prompttuner.testdata.task.CommittedTasks;
import io.prompttuner.testdata.task.Task;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** To write the tasks anew: {@code java -cp testdata/target/classes io.prompttuner.testdata.TestdataMain testdata/tasks}. */
class CommittedFilesTest {

    private static final Path TASKS = Path.of("tasks");
    private static final Path MODEL = Path.of("small-lm");

    @Test
    void theTasksAreWhatTheGeneratorWrites() throws IOException {
        assertThat(filesBelow(TASKS)).isEqualTo(CommittedTasks.files());
    }

    @Test
    void theProgramWritesThem(@TempDir Path directory) throws IOException {
        TestdataMain.main(new String[] {directory.toString()});

        assertThat(filesBelow(directory)).isEqualTo(CommittedTasks.files());
    }

    static Stream<String> tasks() {
        return CommittedTasks.files().keySet().stream().filter(file -> file.endsWith(".jsonl"));
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void everyTaskCanBeLearntAndJudged(String file) {
        Dataset dataset = new DatasetReader(DatasetLimits.DEFAULT)
                .read(CommittedTasks.files().getOrDefault(file, "").getBytes(StandardCharsets.UTF_8))
                .match(DatasetReading.Accepted::dataset, refused -> fail(refused.toString()));
        Task task = Task.of(file.replace(".jsonl", ""));
        Set<String> judged =
                new HashSet<>(dataset.heldout().stream().map(Example::input).toList());

        assertThat(dataset.train()).hasSize(CommittedTasks.TRAIN);
        assertThat(judged).hasSize(CommittedTasks.HELD_OUT);
        assertThat(dataset.train()).extracting(Example::input).doesNotContainAnyElementsOf(judged);
        assertThat(new HashSet<>(dataset.heldout().stream().map(Example::target).toList()))
                .containsExactlyInAnyOrderElementsOf(task.labels());
    }

    @Test
    void theModelIsTheOneItsReadmeDescribes() throws IOException {
        String readme = Files.readString(MODEL.resolve("README.md"));
        for (String file : new String[] {"config.json", "model.safetensors", "tokenizer.json"}) {
            ContentHash hash = ContentHash.of(Files.readAllBytes(MODEL.resolve(file)));
            assertThat(readme).contains("`%s` | `%s`".formatted(file, hash));
        }
        try (SafetensorsFile weights = SafetensorsFile.open(MODEL.resolve("model.safetensors"))) {
            long parameters = weights.entries().values().stream()
                    .mapToLong(entry -> entry.shape().elements())
                    .sum();
            assertThat(parameters).isBetween(935_000L, 945_000L);
        }
    }

    private static Map<String, String> filesBelow(Path directory) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                files.put(directory.relativize(file).toString(), Files.readString(file));
            }
        }
        return files;
    }
}
