package io.prompttuner.stream.flink;

import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** What a job's correctness rests on, and an operator may therefore not change. */
public final class FixedSettings {

    /** Fixed for ever: key groups are part of every checkpoint. */
    private static final int MAX_PARALLELISM = 128;

    private FixedSettings() {}

    /**
     * State is exactly-once even though the sinks are not, else a replay counts steps twice; and a type that would fall to
     * Kryo, whose bytes do not survive a change of the class, is refused.
     */
    public static void apply(StreamExecutionEnvironment environment) {
        var fixed = new Configuration();
        fixed.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
        fixed.set(PipelineOptions.GENERIC_TYPES, false);
        environment.configure(fixed);
        environment.setMaxParallelism(MAX_PARALLELISM);
    }
}
