package io.prompttuner.gateway.http;

/** Something else listens where the gateway should. */
public final class PortTakenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PortTakenException(String host, int port, Throwable cause) {
        super(
                "port %d on %s is in use: stop what listens there or set PROMPTTUNER_GATEWAY_PORT to another"
                        .formatted(port, host),
                cause);
    }
}
