package io.prompttuner.scaling.flink;

import io.prompttuner.domain.config.Settings;
import io.prompttuner.policies.Policies;
import java.util.Map;

/**
 * Everything the scaling job may be told; what Flink itself may be told is Flink's configuration.
 *
 * @param kafka {@code host:port} of the broker, several by commas
 * @param policy name of the scheduling policy, with its switches
 * @param record file to which every plan is appended with all that it was made from; empty: none
 */
public record ScalingConfig(String kafka, String policy, String record) {

    public ScalingConfig {
        Policies.named(policy); // an unknown one is refused here, with the names of those there are
    }

    /** Records nothing. */
    public ScalingConfig(String kafka, String policy) {
        this(kafka, policy, "");
    }

    /**
     * Reads {@code PROMPTTUNER_KAFKA}, {@code PROMPTTUNER_POLICY} and {@code PROMPTTUNER_RECORD}; missing ones take the
     * defaults written here.
     */
    public static ScalingConfig from(Map<String, String> env) {
        var settings = new Settings(env);
        return settings.checked(new ScalingConfig(
                settings.text("PROMPTTUNER_KAFKA"),
                settings.text("PROMPTTUNER_POLICY", "edf"),
                env.getOrDefault("PROMPTTUNER_RECORD", "")));
    }
}
