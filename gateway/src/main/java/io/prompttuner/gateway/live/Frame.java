package io.prompttuner.gateway.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.prompttuner.gateway.api.GatewayJson;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One event of an event stream, encoded once however many follow. */
@SuppressWarnings("ArrayRecordComponent") // encoded once, handed through and never changed
public record Frame(byte[] bytes) {

    /** Keeps a silent connection open; readers pass over it. */
    public static final Frame HEARTBEAT = new Frame(utf8(": alive\n\n"));

    /** Tells a client how long to wait before it comes back, in milliseconds. */
    public static final Frame RETRY = new Frame(utf8("retry: 1000\n\n"));

    /** An event that a client may resume from if it has an id. */
    public static Frame of(String event, @Nullable String id, Object data) {
        return raw(event, id, json(data));
    }

    /** The same, of JSON on one line: line feeds within its strings are escaped. */
    static Frame raw(String event, @Nullable String id, byte[] json) {
        String resume = id == null ? "" : "id: " + id + "\n";
        String data = new String(json, StandardCharsets.UTF_8);
        return new Frame(utf8("event: %s\n%sdata: %s\n\n".formatted(event, resume, data)));
    }

    private static byte[] json(Object data) {
        try {
            return GatewayJson.mapper().writeValueAsBytes(data);
        } catch (JsonProcessingException bug) {
            throw new IllegalArgumentException("can't be shown: " + data, bug);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
