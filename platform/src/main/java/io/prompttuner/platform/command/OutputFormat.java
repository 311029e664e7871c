package io.prompttuner.platform.command;

/** Who reads the answer. */
enum OutputFormat {
    /** People. */
    TABLE,
    /** Programs. */
    JSON
}
