package io.prompttuner.embedded.flink;

import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.CheckpointingMode;

/** Flink's settings on one machine: state on RocksDB that survives any death of the process, all on loopback. */
final class ClusterConfiguration {

    /** Fixed for ever: key groups are part of every checkpoint. */
    static final int MAX_PARALLELISM = 128;

    private ClusterConfiguration() {}

    static Configuration from(FlinkNodeSettings settings) {
        var configuration = new Configuration();
        checkpoints(configuration, settings);
        memory(configuration);
        network(configuration, settings.restPort());
        restarts(configuration);
        configuration.set(CoreOptions.TMP_DIRS, settings.temporary().toString());
        configuration.set(PipelineOptions.GENERIC_TYPES, false); // refuse a job whose types would fall to Kryo
        configuration.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(5));
        settings.overrides().forEach(configuration::setString);
        return configuration;
    }

    /**
     * Exactly-once is about state alone: with at-least-once checkpoints a replay counts steps twice, whatever the sink.
     * One retained checkpoint: a restore claims one, and a second would stay on disk for ever.
     */
    private static void checkpoints(Configuration configuration, FlinkNodeSettings settings) {
        configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
        configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                settings.checkpoints().toUri().toString());
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, settings.checkpointInterval());
        configuration.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
        configuration.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        configuration.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, 1);
    }

    private static void memory(Configuration configuration) {
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(256)); // RocksDB, off heap
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
    }

    private static void network(Configuration configuration, int restPort) {
        configuration.set(RestOptions.ADDRESS, "127.0.0.1");
        configuration.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        configuration.set(RestOptions.BIND_PORT, String.valueOf(restPort));
        configuration.set(WebOptions.SUBMIT_ENABLE, false); // nobody uploads code through the REST port
    }

    private static void restarts(Configuration configuration) {
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY,
                RestartStrategyOptions.RestartStrategyType.FIXED_DELAY.getMainValue());
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, Integer.MAX_VALUE);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(500));
    }
}
