package io.prompttuner.bank.prompt;

import org.jspecify.annotations.Nullable;

/** The index can't be reached or is overloaded; the same call may succeed later. */
public final class UnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    public UnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
