package io.prompttuner.embedded.flink;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * What a mini cluster is told by whoever starts it; everything else is fixed in {@link ClusterConfiguration}.
 *
 * @param dataDir holds {@code checkpoints/}, kept over restarts, and {@code tmp/}, emptied at each start
 * @param slots the sum of the parallelisms of all jobs that will be submitted
 * @param checkpointInterval how much is relived after a crash, at most
 * @param restPort of Flink's REST endpoint on 127.0.0.1; 0 = any free one
 * @param overrides Flink's own keys, for one program's special needs; they win
 */
public record FlinkNodeSettings(
        Path dataDir, int slots, Duration checkpointInterval, int restPort, Map<String, String> overrides) {

    public FlinkNodeSettings {
        overrides = Map.copyOf(overrides);
    }

    /** Five seconds between checkpoints, any free REST port. */
    public static FlinkNodeSettings of(Path dataDir, int slots) {
        return new FlinkNodeSettings(dataDir, slots, Duration.ofSeconds(5), 0, Map.of());
    }

    Path checkpoints() {
        return dataDir.toAbsolutePath().resolve("checkpoints");
    }

    Path temporary() {
        return dataDir.toAbsolutePath().resolve("tmp");
    }
}
