package io.prompttuner.gateway.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was not done (RFC 9457).
 *
 * @param type names the kind of problem, as in {@code urn:prompttuner:problem:invalid-job}
 * @param detail this occurrence, in words that say what to do
 * @param errors each fault of the request, all at once
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable List<Item> errors) {

    /**
     * One fault.
     *
     * @param pointer where in the body, as a URI fragment with a JSON pointer
     */
    public record Item(String pointer, String detail) {}
}
