package io.prompttuner.platform.campaign;

import java.util.EnumSet;
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
    TREE,
    /** The broker, which is not let come back for a minute. */
    BROKER_AWAY;

    /** Every kind of process below the supervisor. */
    public static List<Target> processes() {
        return List.copyOf(EnumSet.range(BROKER, WORKER));
    }

    /** As people read it; for a part, its name in the supervisor's status. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
