package io.prompttuner.gateway.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;

/** Reads what a client sent, never more than it may send. */
final class Bodies {

    private static final int DEPTH = 16;
    private static final long MOST_PASSED_OVER = 128 << 20;
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Bodies() {}

    /** JSON of at most this size. */
    static JsonNode json(Context request, int limit) throws IOException {
        byte[] body = bytes(request, limit, List.of("application/json"));
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException malformed) {
            throw Rejection.of(400, "not-json", "The body is not JSON", where(malformed));
        }
    }

    /** A body of at most this size and of one of these media types. */
    static byte[] bytes(Context request, int limit, List<String> types) throws IOException {
        requireType(request, types);
        InputStream in = request.req().getInputStream();
        boolean said = request.req().getContentLengthLong() > limit;
        byte[] body = said ? new byte[0] : in.readNBytes(limit + 1);
        if (said || body.length > limit) {
            passOver(request, in);
            throw Rejection.of(413, "too-large", "The body is too large", "expected at most %d bytes".formatted(limit));
        }
        return body;
    }

    /** A client that is still sending reads no answer: it is heard out, for a while, unless it waits to be asked. */
    private static void passOver(Context request, InputStream in) throws IOException {
        if (request.header("Expect") == null) {
            byte[] part = new byte[64 << 10];
            long left = MOST_PASSED_OVER;
            for (int read = in.read(part); read >= 0 && left > 0; read = in.read(part)) {
                left -= read;
            }
        }
    }

    private static void requireType(Context request, List<String> types) {
        String given = request.req().getContentType();
        String type = given == null ? "" : given.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!types.contains(type)) {
            String got = type.isEmpty() ? "none" : type.substring(0, Math.min(60, type.length()));
            throw Rejection.of(
                    415,
                    "wrong-content-type",
                    "The body is of the wrong type",
                    "expected Content-Type: %s, got %s".formatted(String.join(" or ", types), got));
        }
    }

    private static String where(JsonProcessingException malformed) {
        JsonLocation at = malformed.getLocation();
        String reason = malformed.getOriginalMessage().lines().findFirst().orElse("malformed");
        return at == null ? reason : "line %d, column %d: %s".formatted(at.getLineNr(), at.getColumnNr(), reason);
    }
}
