package io.prompttuner.simulator.workload;

/**
 * One job with its hidden truth; all times are microseconds since the start of the workload.
 *
 * @param id identity
 * @param tenant whose it is
 * @param baseModel by name
 * @param submittedMicros when it arrives
 * @param deadlineMicros when its prompt must be there
 * @param ownSteps steps to its target from its own initial prompt; hidden
 * @param bankSteps steps to its target from the start that the bank finds; hidden
 * @param maxSteps most steps it may take, which its tenant declared; no step count above exceeds it
 * @param maxWorkers most workers it may hold
 */
public record SimJob(
        String id,
        String tenant,
        String baseModel,
        long submittedMicros,
        long deadlineMicros,
        long ownSteps,
        long bankSteps,
        long maxSteps,
        int maxWorkers) {

    public SimJob {
        if (ownSteps < 0 || bankSteps < 0 || Math.max(ownSteps, bankSteps) > maxSteps) {
            throw new IllegalArgumentException(
                    "%s: %d and %d of %d steps".formatted(id, ownSteps, bankSteps, maxSteps));
        }
        if (submittedMicros < 0 || maxWorkers < 1) {
            throw new IllegalArgumentException("%s: at %d for %d workers".formatted(id, submittedMicros, maxWorkers));
        }
    }

    /** Time from its arrival to its deadline, in seconds. */
    public double sloSeconds() {
        return (deadlineMicros - submittedMicros) / 1e6;
    }
}
