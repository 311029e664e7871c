package io.prompttuner.platform.supervisor;

import java.util.Locale;

/** Where a part stands. */
public enum PartState {
    WAITING,
    STARTING,
    READY,
    DONE,
    FAILED,
    STOPPED;

    /** As people read it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether those that come after it may start. */
    public boolean satisfies() {
        return this == READY || this == DONE;
    }
}
