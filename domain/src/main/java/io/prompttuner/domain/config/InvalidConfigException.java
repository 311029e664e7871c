package io.prompttuner.domain.config;

import java.util.List;

/** The settings do not describe a program that can run; lists every fault, not just the first. */
public final class InvalidConfigException extends RuntimeException {

    private final List<String> faults;

    public InvalidConfigException(List<String> faults) {
        super("invalid configuration:\n  " + String.join("\n  ", faults));
        this.faults = List.copyOf(faults);
    }

    /** One line a fault: the key, what was expected, what was found. */
    public List<String> faults() {
        return faults;
    }
}
