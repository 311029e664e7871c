package io.prompttuner.platform.supervisor;

import java.io.IOException;
import java.util.Set;

/**
 * One process of the platform, and what it needs.
 *
 * @param name also names its log and its ready file
 * @param after parts that must serve, or have done their work, before it is started for the first time
 * @param wave in which it is ended: 0 first
 * @param kind whether its end is a success or a fault
 */
public record Part(String name, Set<String> after, int wave, Kind kind, Launcher launcher) {

    public Part {
        after = Set.copyOf(after);
    }

    /** What a part is for. */
    public enum Kind {
        /** Runs until it is told to end. */
        SERVES,
        /** Does one thing and ends with status 0. */
        DOES_ONCE
    }

    /** Starts the process. */
    @FunctionalInterface
    public interface Launcher {
        PartProcess launch() throws IOException, InterruptedException;
    }
}
