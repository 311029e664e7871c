package io.prompttuner.store.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A catalogue of base models that can't be used; lists every fault, not just the first. */
public final class InvalidCatalogueException extends IOException {

    private static final long serialVersionUID = 1L;

    InvalidCatalogueException(Path file, List<String> faults) {
        super("%s does not describe the base models:%n  %s".formatted(file, String.join("\n  ", faults)));
    }
}
