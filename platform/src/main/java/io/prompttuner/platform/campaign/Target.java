package io.prompttuner.platform.campaign;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a campaign kills. */
public enum Target {
    BROKER,
    ELASTICSEARCH,
    FLINK,
    CONTROLLER,
    BANK,
    GATEWAY,
    /** A worker that holds a running job. */
    WORKER,
    /** The supervisor, whose death every other process notices and follows. */
    TREE;

    /** Every kind of process below the supervisor. */
    public static List<Target> processes() {
        return Arrays.stream(values()).filter(target -> target != TREE).toList();
    }

    /** As people read it; for a part, its name in the supervisor's status. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
