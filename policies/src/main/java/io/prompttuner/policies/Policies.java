package io.prompttuner.policies;

import io.prompttuner.domain.scheduling.SchedulingPolicy;
import io.prompttuner.policies.edf.EarliestDeadlinePolicy;
import java.util.List;
import java.util.stream.Collectors;

/** Every policy that a scheduler or a simulator can be told to use. */
public final class Policies {

    private static final List<SchedulingPolicy> ALL = List.of(EarliestDeadlinePolicy.standard());

    private Policies() {}

    /** The policy of this name; {@link IllegalArgumentException} with all names if there is none. */
    public static SchedulingPolicy named(String name) {
        return ALL.stream()
                .filter(policy -> policy.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("no policy is called %s, only %s".formatted(name, names())));
    }

    /** All names, separated by commas. */
    public static String names() {
        return ALL.stream().map(SchedulingPolicy::name).collect(Collectors.joining(", "));
    }
}
