package io.prompttuner.platform.command;

import java.nio.file.Path;

/** Keeps the log of a command away from the terminal it talks to; to be called before anything logs. */
final class LogTarget {

    private LogTarget() {}

    static void file(Path log) {
        System.setProperty("prompttuner.log", log.toString());
        System.setProperty("prompttuner.log.to", "file");
    }
}
