package io.prompttuner.gateway.submit;

/**
 * One thing that is wrong with a request.
 *
 * @param pointer where in the request's body, as an RFC 6901 JSON pointer; empty for the body as a whole
 * @param detail what was expected and what came, in words
 */
public record Fault(String pointer, String detail) {

    @Override
    public String toString() {
        return pointer.isEmpty() ? detail : pointer.substring(1).replace('/', '.') + ": " + detail;
    }
}
