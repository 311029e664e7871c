package io.prompttuner.runtime;

/** Something else listens where a program should; says in one line what to do about it. */
public final class PortTakenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PortTakenException(ServicePort wanted, Throwable cause) {
        super(
                "port %d on %s is in use: stop what listens there or set %s to another"
                        .formatted(wanted.port(), wanted.host(), wanted.setting()),
                cause);
    }
}
