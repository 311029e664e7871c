package io.prompttuner.simulator.protocol.judge;

import io.prompttuner.wire.event.EndReason;
import io.prompttuner.wire.event.JobSubmitted;
import java.util.Optional;

/** How the tuning of a job goes, whoever does it: held-out loss {@code 1 / (1 + step)} until it meets its target, or not. */
public record Course(JobSubmitted job) {

    private static final int DIVERGING = 11;
    private static final int BREAKING = 8;

    /** Losers' steps in the race for its start. */
    public long raceSteps() {
        return job.seed() % 5;
    }

    public double heldOutLoss(long step) {
        return 1.0 / (1 + step);
    }

    /** Depends a little on the attempt, so that it shows whose report a reader has taken. */
    public double trainingLoss(long step, long attempt) {
        return 1.1 / (1 + step) + (attempt % 1009) * 1e-6;
    }

    public boolean isEvaluatedAt(long step) {
        return step % job.spec().evaluateEvery() == 0 || step >= job.spec().maxSteps();
    }

    public boolean meets(long step) {
        return job.spec().target().metBy(heldOutLoss(step), 0, null);
    }

    /** Whether the loss of the step after this one is not finite. */
    public boolean divergesAfter(long step) {
        return job.seed() % DIVERGING == 0 && step == 2;
    }

    /** Whether the step after this one is too much for any worker. */
    public boolean breaksAfter(long step) {
        return job.seed() % BREAKING == 3 && step == job.seed() % 3;
    }

    /** Why a job whose step is evaluated ends, if it does. */
    public Optional<EndReason> endAt(long step) {
        if (meets(step)) {
            return Optional.of(EndReason.TARGET_MET);
        }
        return step >= job.spec().maxSteps() ? Optional.of(EndReason.MAX_STEPS) : Optional.empty();
    }
}
