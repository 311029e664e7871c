package io.prompttuner.embedded.process;

/** A broker, cluster or search node that did not come up; the message is one line to act on, evidence may follow it. */
public final class NodeStartException extends RuntimeException {

    public NodeStartException(String message) {
        super(message);
    }

    public NodeStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
