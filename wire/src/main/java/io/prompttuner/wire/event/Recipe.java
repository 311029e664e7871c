package io.prompttuner.wire.event;

import org.jspecify.annotations.Nullable;

/**
 * How a tenant wants a job tuned where that is not as usual; what is absent is as usual.
 *
 * @param schedule how the learning rate changes; usually it is constant
 * @param warmupSteps steps over which it rises from 0; usually none
 * @param weightDecay AdamW's decoupled decay; usually 0
 * @param clipNorm largest Euclidean norm of the mean gradient; usually 1
 * @param patience held-out evaluations in a row that got on by too little after which the job is exhausted; 0 waits for
 *     ever; usually the installation's
 * @param minImprovement what an evaluation must win to count, in the target's own terms: nats per target token, or share;
 *     usually anything counts
 */
public record Recipe(
        @Nullable ScheduleKind schedule,
        @Nullable Long warmupSteps,
        @Nullable Double weightDecay,
        @Nullable Double clipNorm,
        @Nullable Integer patience,
        @Nullable Double minImprovement) {

    /** Everything as usual. */
    public static final Recipe USUAL = new Recipe(null, null, null, null, null, null);
}
