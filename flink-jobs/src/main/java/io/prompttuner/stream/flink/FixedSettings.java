package io.prompttuner.stream.flink;

import static org.apache.flink.configuration.RestartStrategyOptions.RestartStrategyType.EXPONENTIAL_DELAY;

import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** What a job's correctness rests on, and an operator may therefore not change. */
public final class FixedSettings {

    /** Fixed for ever: key groups are part of every checkpoint. */
    private static final int MAX_PARALLELISM = 128;

    private FixedSettings() {}

    /**
     * State is exactly-once even though the sinks are not, else a replay counts steps twice; and a type that would fall to
     * Kryo, whose bytes do not survive a change of the class, is refused. A job that fails is started again, however often:
     * for a scheduler whose term is over that is the way to a new one. Unless somebody has said how, it waits longer each
     * time. Records are immutable, so that none is copied between operators of one task.
     */
    public static void apply(StreamExecutionEnvironment environment) {
        var fixed = new Configuration();
        fixed.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
        fixed.set(PipelineOptions.GENERIC_TYPES, false);
        fixed.set(PipelineOptions.OBJECT_REUSE, true);
        if (environment
                .getConfiguration()
                .getOptional(RestartStrategyOptions.RESTART_STRATEGY)
                .isEmpty()) {
            fixed.set(RestartStrategyOptions.RESTART_STRATEGY, EXPONENTIAL_DELAY.getMainValue());
        }
        environment.configure(fixed);
        environment.setMaxParallelism(MAX_PARALLELISM);
    }
}
