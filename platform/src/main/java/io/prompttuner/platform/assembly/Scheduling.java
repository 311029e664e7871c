package io.prompttuner.platform.assembly;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the platform schedules.
 *
 * @param policy its name, with its switches
 * @param record file to which every plan is appended with all that it was made from; absent: none
 */
public record Scheduling(String policy, @Nullable Path record) {

    /** What is used unless somebody says otherwise. */
    public static final String USUAL_POLICY = "edf";

    /** As usual, unrecorded. */
    public static final Scheduling USUAL = new Scheduling(USUAL_POLICY, null);

    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("PROMPTTUNER_POLICY", policy);
        if (record != null) {
            environment.put("PROMPTTUNER_RECORD", record.toAbsolutePath().toString());
        }
        return environment;
    }
}
