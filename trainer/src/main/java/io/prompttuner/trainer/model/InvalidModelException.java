package io.prompttuner.trainer.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A base model can't be used; the message names every fault that was found, and where. */
public final class InvalidModelException extends IOException {

    private final List<String> faults;

    public InvalidModelException(Path where, List<String> faults) {
        super("base model %s: %s".formatted(where, String.join("; ", faults)));
        this.faults = List.copyOf(faults);
    }

    public List<String> faults() {
        return faults;
    }
}
