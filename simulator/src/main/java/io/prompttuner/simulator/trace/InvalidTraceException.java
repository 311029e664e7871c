package io.prompttuner.simulator.trace;

/** A file is no trace at all; a single bad row is no reason for it. */
public final class InvalidTraceException extends RuntimeException {

    public InvalidTraceException(String trace, String fault) {
        super(trace + ": " + fault);
    }
}
