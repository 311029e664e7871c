package io.prompttuner.platform.http;

/** The gateway, or what it needs, does not answer; the same request may be sent again. */
public final class GatewayAwayException extends RuntimeException {

    private final int retryAfterSeconds;

    GatewayAwayException(String message) {
        this(message, 0);
    }

    GatewayAwayException(String message, int retryAfterSeconds) {
        super(message);
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** When the gateway wants to be asked again; 0 if it did not say, or said nothing at all. */
    public int retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
