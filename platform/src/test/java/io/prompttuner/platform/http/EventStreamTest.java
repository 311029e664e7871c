package io.prompttuner.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.prompttuner.platform.http.EventStream.LiveEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventStreamTest {

    private final List<String> resumedFrom = new CopyOnWriteArrayList<>();

    @SuppressWarnings("NullAway.Init") // before each test
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/jobs/j/events", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void goesOnFromTheLastEventWhenTheConnectionEnds() throws InterruptedException {
        List<LiveEvent> events = new ArrayList<>();

        stream().forEach(events::add);

        assertThat(events)
                .containsExactly(
                        new LiveEvent("step", "{\"n\":1}"),
                        new LiveEvent("step", "{\"n\":2}"),
                        new LiveEvent("outcome", "{}"));
        assertThat(resumedFrom).containsExactly("none", "2", "end");
    }

    @Test
    void stopsWhenTheTakerHasHadEnough() throws InterruptedException {
        List<LiveEvent> events = new ArrayList<>();

        stream().forEach(event -> {
            events.add(event);
            return false;
        });

        assertThat(events).containsExactly(new LiveEvent("step", "{\"n\":1}"));
    }

    private EventStream stream() {
        URI address = URI.create("http://127.0.0.1:%d/v1/jobs/j/events"
                .formatted(server.getAddress().getPort()));
        return new EventStream(HttpClient.newHttpClient(), HttpRequest.newBuilder(address), Duration.ofMillis(1));
    }

    /** Two events and a broken connection; then the last; then nothing more. */
    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String last = exchange.getRequestHeaders().getFirst("Last-Event-ID");
            resumedFrom.add(last == null ? "none" : last);
            if ("end".equals(last)) {
                exchange.sendResponseHeaders(204, -1);
                return;
            }
            String text = last == null
                    ? ": hello\n\nevent: step\nid: 1\ndata: {\"n\":1}\n\nevent: step\nid: 2\ndata: {\"n\":2}\n\nevent: half"
                    : "event: outcome\nid: end\ndata: {}\n\n";
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
