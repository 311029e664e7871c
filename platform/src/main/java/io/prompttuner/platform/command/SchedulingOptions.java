package io.prompttuner.platform.command;

import io.prompttuner.domain.config.InvalidConfigException;
import io.prompttuner.platform.assembly.Scheduling;
import io.prompttuner.policies.Policies;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a person may say about how the platform schedules. */
final class SchedulingOptions {

    @Option(
            names = "--policy",
            paramLabel = "NAME",
            defaultValue = Scheduling.USUAL_POLICY,
            description = "The scheduling policy, NAME or NAME:KEY=VALUE:KEY=VALUE. Default: ${DEFAULT-VALUE}.")
    private String policy = Scheduling.USUAL_POLICY;

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description = "Append every plan to a file, with all that it was made from, for `replay`.")
    private @Nullable Path record;

    Scheduling scheduling() {
        return new Scheduling(policy, record);
    }

    boolean isUsual() {
        return policy.equals(Scheduling.USUAL_POLICY);
    }

    /** What is wrong with the policy, if anything is. */
    Optional<String> fault() {
        try {
            Policies.named(policy);
            return Optional.empty();
        } catch (IllegalArgumentException | InvalidConfigException unknown) {
            return Optional.of("--policy: " + unknown.getMessage());
        }
    }
}
