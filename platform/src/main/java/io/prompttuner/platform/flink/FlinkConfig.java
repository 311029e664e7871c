package io.prompttuner.platform.flink;

import io.prompttuner.domain.config.Settings;
import io.prompttuner.scaling.flink.ScalingConfig;
import java.nio.file.Path;
import java.util.Map;

/**
 * What the Flink process is told from outside.
 *
 * @param scaling what the scaling job is told
 * @param data directory of its checkpoints
 * @param port of Flink's REST endpoint on 127.0.0.1; 0 = any free one
 */
record FlinkConfig(ScalingConfig scaling, Path data, int port) {

    static FlinkConfig from(Map<String, String> env) {
        var settings = new Settings(env);
        return settings.checked(new FlinkConfig(
                ScalingConfig.from(env),
                settings.path("PROMPTTUNER_FLINK_DATA"),
                settings.number("PROMPTTUNER_FLINK_PORT", 0, 65_535, 0)));
    }
}
