package io.prompttuner.platform.assembly;

import java.util.List;

/** The platform can't be started as asked; each fault is a line that says what to do. */
public final class RefusedStartException extends Exception {

    private static final long serialVersionUID = 1L;

    public RefusedStartException(List<String> faults) {
        super(String.join(System.lineSeparator(), faults));
    }
}
