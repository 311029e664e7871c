package io.prompttuner.platform.http;

/** The gateway, or what it needs, does not answer; the same request may be sent again. */
public final class GatewayAwayException extends RuntimeException {

    GatewayAwayException(String message) {
        super(message);
    }
}
