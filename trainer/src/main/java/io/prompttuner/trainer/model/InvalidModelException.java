package io.prompttuner.trainer.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A base model can't be used; the message names the faults that were found, and where. */
public final class InvalidModelException extends IOException {

    private static final long serialVersionUID = 1L;

    /** More of them help nobody, and a file that fits another model has thousands. */
    private static final int MOST_SHOWN = 20;

    @SuppressWarnings("serial") // an immutable list of texts
    private final List<String> faults;

    public InvalidModelException(Path where, List<String> faults) {
        super("base model %s: %s".formatted(where, shown(faults)));
        this.faults = List.copyOf(faults);
    }

    public List<String> faults() {
        return faults;
    }

    private static String shown(List<String> faults) {
        String shown = String.join("; ", faults.subList(0, Math.min(MOST_SHOWN, faults.size())));
        return faults.size() <= MOST_SHOWN ? shown : "%s; and %d more".formatted(shown, faults.size() - MOST_SHOWN);
    }
}
