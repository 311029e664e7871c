package io.prompttuner.platform.demo;

import io.prompttuner.platform.demo.DemoReport.Crew;
import io.prompttuner.platform.demo.DemoReport.Shared;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says what came of the job that one worker would have finished too late. */
final class SharedWords {

    private SharedWords() {}

    /** One line, when it has ended. */
    static String summary(Shared shared) {
        return format(
                "%s: done after %.1f s, %s; one worker had taken %.1f s",
                joined(shared), shared.seconds(), left(shared), shared.aloneSeconds());
    }

    static List<String> of(Shared shared) {
        List<String> lines = new ArrayList<>();
        lines.add(format(
                "It had %.1f s for %d steps. For the same, with nothing beside it, one worker had taken %.1f s, %s.",
                shared.deadlineSeconds(),
                shared.steps(),
                shared.aloneSeconds(),
                shared.onlySharingHelped() ? "too long" : "in time"));
        lines.add(format("Done after %.1f s, %s: %s.", shared.seconds(), left(shared), joined(shared)));
        if (shared.decision() != null) {
            lines.add("Decision %s: %s.".formatted(shared.decision(), shared.reason()));
        }
        lines.add(format(
                "Steps a second: %.1f on one worker alone; here %s.",
                shared.aloneStepsPerSecond(),
                shared.workers().stream().map(SharedWords::pace).collect(Collectors.joining(", "))));
        lines.add(shared.samePrompt() ? "Both came to the same prompt, bit for bit." : "Their prompts differ.");
        return lines;
    }

    private static String joined(Shared shared) {
        Double joined = shared.joined();
        return joined == null ? "no second worker came" : format("two workers shared it from %.1f s on", joined);
    }

    private static String left(Shared shared) {
        double left = shared.deadlineSeconds() - shared.seconds();
        return left < 0 ? format("%.1f s after its deadline", -left) : format("%.1f s before its deadline", left);
    }

    private static String pace(Crew crew) {
        Double pace = crew.stepsPerSecond();
        return format(
                "%s on %s (%.1f to %.1f s)",
                pace == null ? "not seen" : format("%.1f", pace),
                crew.workers() == 1 ? "one" : crew.workers(),
                crew.from(),
                crew.to());
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
