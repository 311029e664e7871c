package io.prompttuner.platform.command;

import io.prompttuner.platform.supervisor.PartState;
import io.prompttuner.platform.supervisor.PartStatus;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** How the platform is, in one line. */
final class HealthLine {

    private HealthLine() {}

    static String of(List<PartStatus> parts, int workers) {
        if (isHealthy(parts)) {
            return "all %d parts are ready, %d %s"
                    .formatted(parts.size(), workers, workers == 1 ? "worker" : "workers");
        }
        return Arrays.stream(PartState.values())
                .map(state -> group(state, parts))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" | "));
    }

    static boolean isHealthy(List<PartStatus> parts) {
        return parts.stream().allMatch(part -> part.state().satisfies());
    }

    private static String group(PartState state, List<PartStatus> parts) {
        List<String> names = parts.stream()
                .filter(part -> part.state() == state)
                .map(PartStatus::name)
                .toList();
        return names.isEmpty() ? "" : state.word() + ": " + String.join(" ", names);
    }
}
