package io.prompttuner.store.tensor;

import java.io.IOException;

/** The file is not well-formed safetensors; the message names the tensor, what was expected and what was found. */
public final class SafetensorsFormatException extends IOException {

    public SafetensorsFormatException(String message) {
        super(message);
    }

    static SafetensorsFormatException in(String tensor, String fault) {
        return new SafetensorsFormatException("tensor %s: %s".formatted(tensor, fault));
    }
}
