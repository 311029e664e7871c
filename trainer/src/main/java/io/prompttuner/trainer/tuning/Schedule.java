package io.prompttuner.trainer.tuning;

import io.prompttuner.wire.event.ScheduleKind;

/**
 * What a step's learning rate is, as a share of the highest: the schedules of Hugging Face's transformers ({@code
 * optimization.py}: {@code get_constant_schedule}, {@code get_constant_schedule_with_warmup}, {@code
 * get_linear_schedule_with_warmup}, {@code get_cosine_schedule_with_warmup} with half a cycle).
 *
 * @param warmupSteps over which it rises from 0 to 1
 * @param steps at which a falling one has come down to 0: the most a job may take
 */
public record Schedule(ScheduleKind kind, long warmupSteps, long steps) {

    /** Always the highest. */
    public static final Schedule CONSTANT = new Schedule(ScheduleKind.CONSTANT, 0, 0);

    public Schedule {
        if (warmupSteps < 0 || steps < 0 || (warmupSteps > 0 && !kind.warms())) {
            throw new IllegalArgumentException("a %s schedule can't have %d steps of warm-up before %d in all"
                    .formatted(kind.word(), warmupSteps, steps));
        }
    }

    /** The share for the step after so many, 0 to 1. */
    public double share(long step) {
        if (step < warmupSteps) {
            return (double) step / warmupSteps;
        }
        return switch (kind) {
            case CONSTANT, CONSTANT_WITH_WARMUP -> 1;
            case LINEAR -> Math.max(0, 1 - fallen(step));
            case COSINE -> Math.max(0, 0.5 * (1 + StrictMath.cos(Math.PI * fallen(step))));
        };
    }

    /** How far it has come on its way down, from 0 to 1. */
    private double fallen(long step) {
        return Math.min(1, (double) (step - warmupSteps) / Math.max(1, steps - warmupSteps));
    }
}
