package io.prompttuner.scaling.flink;

import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Starts the scaling job where Flink is there already: application mode on Kubernetes. */
public final class ScalingJobMain {

    private ScalingJobMain() {}

    /** Takes no arguments: the environment says all. */
    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        ScalingJob.wire(environment, ScalingConfig.from(System.getenv()));
        environment.execute(ScalingJob.NAME);
    }
}
