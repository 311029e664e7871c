package io.prompttuner.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Reads a {@code text/event-stream}, and holds what is documented of it against the contract. */
final class EventStream implements AutoCloseable {

    private static final Map<String, String> SCHEMAS =
            Map.of("state", "JobStatus", "decision", "Decision", "outcome", "JobOutcome", "slo", "SloReport");

    private final BufferedReader lines;
    private final OpenApiContract contract;

    EventStream(InputStream body, OpenApiContract contract) {
        this.lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        this.contract = contract;
    }

    /** One event; empty strings for what it lacks. */
    record Event(String id, String name, String data) {}

    /** Reads up to an event that is wanted, or to the end of the stream. */
    List<Event> readUntil(Predicate<Event> wanted) throws IOException {
        List<Event> events = new ArrayList<>();
        for (Event event = next(); !event.name().isEmpty(); event = next()) {
            events.add(event);
            if (wanted.test(event)) {
                break;
            }
        }
        return events;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    /** The next event, or one without a name at the end of the stream. */
    private Event next() throws IOException {
        String id = "";
        String name = "";
        String data = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("event: ")) {
                name = line.substring(7);
            } else if (line.startsWith("data: ")) {
                data = line.substring(6);
            } else if (line.isEmpty() && !name.isEmpty()) {
                if (SCHEMAS.containsKey(name)) {
                    contract.checkEvent(String.valueOf(SCHEMAS.get(name)), data);
                }
                return new Event(id, name, data);
            }
        }
        return new Event("", "", "");
    }
}
