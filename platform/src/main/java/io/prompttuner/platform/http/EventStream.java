package io.prompttuner.platform.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Server-sent events, as the HTML standard has them. A broken connection is taken up again from the last event that had an
 * id, so that nothing is lost and nothing comes twice.
 */
public final class EventStream {

    private static final int MOST_TRIES = 60;

    private final HttpClient http;
    private final HttpRequest.Builder request;
    private final Duration betweenTries;
    private String lastId = "";

    EventStream(HttpClient http, HttpRequest.Builder request, Duration betweenTries) {
        this.http = http;
        this.request = request.header("Accept", "text/event-stream");
        this.betweenTries = betweenTries;
    }

    /**
     * One event.
     *
     * @param name its kind
     * @param data JSON
     */
    public record LiveEvent(String name, String data) {}

    /** Hands over each event as it comes, until the taker has had enough or the server says that there are no more. */
    public void forEach(Predicate<LiveEvent> wantsMore) throws InterruptedException {
        int tries = 0;
        while (true) {
            try {
                HttpResponse<Stream<String>> answer = connect();
                if (answer.statusCode() != 200 || !read(answer.body(), wantsMore)) {
                    return;
                }
                tries = 0;
            } catch (IOException | UncheckedIOException broken) {
                tries++;
                if (tries >= MOST_TRIES) {
                    throw new GatewayAwayException("the live events broke off: " + broken.getMessage());
                }
            }
            Thread.sleep(betweenTries.toMillis());
        }
    }

    private HttpResponse<Stream<String>> connect() throws IOException, InterruptedException {
        if (!lastId.isEmpty()) {
            request.setHeader("Last-Event-ID", lastId);
        }
        HttpResponse<Stream<String>> answer = http.send(request.GET().build(), BodyHandlers.ofLines());
        if (answer.statusCode() >= 400 && answer.statusCode() != 503) {
            byte[] body = answer.body().collect(Collectors.joining("\n")).getBytes(StandardCharsets.UTF_8);
            throw GatewayClient.failure(answer, body);
        }
        if (answer.statusCode() == 503) {
            answer.body().close();
            throw new IOException("the gateway is starting");
        }
        return answer;
    }

    /** False once the taker has had enough. */
    private boolean read(Stream<String> lines, Predicate<LiveEvent> wantsMore) {
        try (lines) {
            String name = "message";
            var data = new StringBuilder();
            for (Iterator<String> each = lines.iterator(); each.hasNext(); ) {
                String line = each.next();
                if (line.isEmpty()) {
                    if (data.length() > 0 && !wantsMore.test(new LiveEvent(name, data.toString()))) {
                        return false;
                    }
                    name = "message";
                    data.setLength(0);
                } else if (line.startsWith("event:")) {
                    name = line.substring("event:".length()).strip();
                } else if (line.startsWith("data:")) {
                    data.append(line.substring("data:".length()).strip());
                } else if (line.startsWith("id:")) {
                    lastId = line.substring("id:".length()).strip();
                }
            }
            return true;
        }
    }
}
