package io.prompttuner.gateway.http;

import io.javalin.http.Context;
import io.prompttuner.gateway.submit.Fault;
import io.prompttuner.gateway.view.PageKey;
import io.prompttuner.wire.event.JobPhase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Typed reads over the query of a request; all its faults are named at once. */
final class Query {

    private final Context request;
    private final List<Fault> faults = new ArrayList<>();

    private Query(Context request) {
        this.request = request;
    }

    /** A query that may have these parameters and no others, each once. */
    static Query of(Context request, String... known) {
        var query = new Query(request);
        List<String> names = List.of(known);
        request.queryParamMap().forEach((name, values) -> {
            if (!names.contains(name)) {
                query.fault(
                        shown(name),
                        "unknown parameter; expected "
                                + (names.isEmpty() ? "none" : "one of " + String.join(", ", names)));
            } else if (values.size() > 1) {
                query.fault(name, "expected once, got it %d times".formatted(values.size()));
            }
        });
        return query;
    }

    /** Some text that must be there. */
    String text(String name) {
        String value = request.queryParam(name);
        if (value == null || value.isBlank()) {
            fault(name, "is missing");
            return "";
        }
        return value;
    }

    boolean flag(String name) {
        String value = request.queryParam(name);
        if (value == null || value.equals("false")) {
            return false;
        }
        if (!value.equals("true")) {
            fault(name, "expected true or false, got \"%s\"".formatted(shown(value)));
        }
        return true;
    }

    int number(String name, int least, int most, int fallback) {
        String value = request.queryParam(name);
        if (value == null) {
            return fallback;
        }
        if (!value.matches("\\d{1,6}") || Integer.parseInt(value) < least || Integer.parseInt(value) > most) {
            fault(name, "expected a whole number from %d to %d, got \"%s\"".formatted(least, most, shown(value)));
            return fallback;
        }
        return Integer.parseInt(value);
    }

    /** States parted by commas; none if there is no such parameter. */
    Set<JobPhase> phases(String name) {
        Set<JobPhase> phases = EnumSet.noneOf(JobPhase.class);
        String value = request.queryParam(name);
        for (String word : value == null ? new String[0] : value.split(",", -1)) {
            Optional<JobPhase> phase = Arrays.stream(JobPhase.values())
                    .filter(each -> each.word().equals(word))
                    .findFirst();
            phase.ifPresentOrElse(
                    phases::add, () -> fault(name, "no state \"%s\"; there are %s".formatted(shown(word), words())));
        }
        return phases;
    }

    Optional<PageKey> cursor(String name) {
        String value = request.queryParam(name);
        Optional<PageKey> key = Optional.ofNullable(value).flatMap(PageKey::parse);
        if (value != null && key.isEmpty()) {
            fault(name, "not a cursor of an earlier answer");
        }
        return key;
    }

    /** Ends the request if anything was wrong. */
    void check() {
        if (!faults.isEmpty()) {
            throw Rejection.of(400, "invalid-query", "The query can't be understood", faults);
        }
    }

    private void fault(String name, String detail) {
        faults.add(new Fault("", name + ": " + detail));
    }

    private static String words() {
        return Arrays.stream(JobPhase.values()).map(JobPhase::word).collect(Collectors.joining(", "));
    }

    private static String shown(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= 60 ? line : line.substring(0, 60) + "...";
    }
}
