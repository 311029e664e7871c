package io.prompttuner.embedded.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlinkNodeIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    @Test
    void aJobGoesOnExactlyWhereItsCheckpointStoodHoweverTheNodeEnded() throws Exception {
        runFor("a new job", 0);
        Path checkpoint = runFor("a job cancelled with its node", 1);

        Files.createDirectories(checkpoint.resolveSibling("chk-99999")); // torn: it has no _metadata
        Path last = runFor("a job beside a torn checkpoint", 1);

        Files.writeString(last.resolve("_metadata"), "damaged");
        try (FlinkNode node = FlinkNode.start(settings())) {
            assertThatThrownBy(() -> node.submit("tally", 2, Tally::wire))
                    .isInstanceOf(FlinkJobFailedException.class)
                    .hasMessageStartingWith("Flink job tally failed: ")
                    .message()
                    .doesNotContain("\n")
                    .hasSizeGreaterThan("Flink job tally failed: ".length());
        }
    }

    @Test
    void beginsWithAnEmptyTemporaryDirectory() throws Exception {
        Path leftover = Files.createDirectories(directory.resolve("tmp/of-a-killed-process"));
        try (FlinkNode node = FlinkNode.start(settings())) {
            assertThat(leftover).doesNotExist();
            assertThat(node.restAddress().getHost()).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void tellsWhenNobodyIsLeftToRunTasks() throws Exception {
        try (FlinkNode node = FlinkNode.start(settings())) {
            node.submit("fatal", 1, Fatal::wire);

            assertThat(CompletableFuture.supplyAsync(() -> lost(node)))
                    .succeedsWithin(PATIENCE)
                    .isEqualTo(true);
        }
    }

    @Test
    void tellsOfNoLossWhenItIsClosed() throws Exception {
        CompletableFuture<Boolean> lost;
        try (FlinkNode node = FlinkNode.start(settings())) {
            lost = CompletableFuture.supplyAsync(() -> lost(node));
            node.submit("tally", 2, Tally::wire);
        }

        assertThat(lost).succeedsWithin(PATIENCE).isEqualTo(false);
    }

    private static boolean lost(FlinkNode node) {
        try {
            return node.awaitLoss();
        } catch (InterruptedException ended) {
            throw new IllegalStateException(ended);
        }
    }

    /** Runs a while, takes a checkpoint, runs on beyond it and stops; returns the checkpoint. */
    private Path runFor(String who, long atLeastFrom) throws Exception {
        Tally.forgetWhatWasSeen();
        try (FlinkNode node = FlinkNode.start(settings())) {
            FlinkJob job = node.submit("tally", 2, Tally::wire);
            assertThat(job.awaitTasksRunning(PATIENCE)).isTrue();
            awaitMoreNumbers();
            Path checkpoint = job.checkpoint();
            awaitMoreNumbers();

            assertThat(Tally.FAULTS).as(who).isEmpty();
            assertThat(Tally.FIRST_SEEN.values()).as(who).allMatch(first -> first >= atLeastFrom * Tally.KEYS);
            return checkpoint;
        }
    }

    private static void awaitMoreNumbers() {
        Map<Long, Long> before = Map.copyOf(Tally.LAST_SEEN);
        await().atMost(PATIENCE)
                .until(() -> Tally.LAST_SEEN.size() == Tally.KEYS
                        && Tally.LAST_SEEN.entrySet().stream()
                                .allMatch(seen ->
                                        seen.getValue() > before.getOrDefault(seen.getKey(), 0L) + 10 * Tally.KEYS));
    }

    /** No checkpoint but those the test asks for. */
    private FlinkNodeSettings settings() {
        return new FlinkNodeSettings(directory, 2, Duration.ofHours(1), 0, Map.of());
    }
}
