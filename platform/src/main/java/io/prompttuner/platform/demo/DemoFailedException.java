package io.prompttuner.platform.demo;

/** The demo could not be shown to its end; the message is one line. */
public final class DemoFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    DemoFailedException(String message) {
        super(message);
    }
}
