package io.prompttuner.benchmarks.reaction.measure;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/**
 * What one run has found.
 *
 * @param rate reports offered a second
 * @param seconds measured
 * @param reports sent in that time
 * @param decisive of them, meant to change their job's allocation
 * @param named of those, were named as the cause of that change
 * @param coalesced of those, came behind another fact that is named as the cause
 * @param unanswered of those, changed nothing while anybody waited
 * @param plans that answered a report and changed an allocation
 * @param cause from the send of a report to each allocation whose cause names it
 * @param own from the send of a decisive report to its own job's allocation, whatever the cause
 * @param bare one record through Kafka and back
 * @param delay how much later than it should have been a report was handed to the client
 */
public record Figures(
        int rate,
        long seconds,
        int reports,
        int decisive,
        int named,
        int coalesced,
        int unanswered,
        int plans,
        Latencies cause,
        Latencies own,
        Latencies bare,
        Latencies delay) {

    private static final String ROW = "%-46s %8s %9s %9s %9s";

    /** For people. */
    public List<String> table() {
        return List.of(
                "%d reports in %d s (%d/s offered, %d/s sent)".formatted(reports, seconds, rate, reports / seconds),
                "%d meant to change an allocation: %d named as cause, %d coalesced behind another, %d without effect"
                        .formatted(decisive, named, coalesced, unanswered),
                "%d plans changed an allocation because of a report".formatted(plans),
                "",
                ROW.formatted("milliseconds", "count", "p50", "p99", "max"),
                row("report named as cause -> allocation heard", cause),
                row("decisive report -> its job's allocation heard", own),
                row("bare Kafka round trip", bare),
                row("(report sent later than scheduled)", delay));
    }

    /** For programs. */
    public String json() {
        Map<String, Integer> counts = Map.of(
                "rate", rate,
                "reports", reports,
                "decisive", decisive,
                "named", named,
                "coalesced", coalesced,
                "unanswered", unanswered,
                "plans", plans);
        var members = new StringJoiner(",\n  ", "{\n  ", "\n}\n");
        members.add("\"seconds\": " + seconds);
        counts.keySet().stream().sorted().forEach(name -> members.add("\"%s\": %d".formatted(name, counts.get(name))));
        members.add(json("cause", cause));
        members.add(json("own", own));
        members.add(json("bare", bare));
        members.add(json("sendDelay", delay));
        return members.toString();
    }

    private static String row(String name, Latencies found) {
        return ROW.formatted(
                name, found.count(), ms(found.percentile(0.5)), ms(found.percentile(0.99)), ms(found.max()));
    }

    private static String ms(double millis) {
        return Double.isNaN(millis) ? "-" : String.format(Locale.ROOT, "%.1f", millis);
    }

    private static String json(String name, Latencies found) {
        return "\"%s\": {\"count\": %d, \"p50\": %s, \"p99\": %s, \"max\": %s}"
                .formatted(
                        name,
                        found.count(),
                        number(found.percentile(0.5)),
                        number(found.percentile(0.99)),
                        number(found.max()));
    }

    private static String number(double millis) {
        return Double.isNaN(millis) ? "null" : String.format(Locale.ROOT, "%.3f", millis);
    }
}
