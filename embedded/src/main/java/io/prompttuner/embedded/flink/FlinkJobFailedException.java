package io.prompttuner.embedded.flink;

/** A job that ended although nobody asked it to; the message holds the cause in one line. */
public final class FlinkJobFailedException extends RuntimeException {

    public FlinkJobFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
