package io.prompttuner.gateway.tenant;

import java.io.IOException;
import java.util.List;

/** A file of tokens that can't be used; lists every fault, and never repeats what stands in the file. */
public final class InvalidTokensException extends IOException {

    private static final long serialVersionUID = 1L;

    InvalidTokensException(List<String> faults) {
        super(String.join("; ", faults));
    }
}
