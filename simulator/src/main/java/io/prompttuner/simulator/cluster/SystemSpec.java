package io.prompttuner.simulator.cluster;

/**
 * The system around a policy: what it can do, whatever the policy wants.
 *
 * @param gpus how many there are in all
 * @param reuse whether a worker that leaves a job is warm for the next one; if not, its GPUs are cold at once, and a job
 *     whose number of workers changes waits for new ones
 * @param connectSeconds what each start, join or departure costs a job that has several workers before or after
 * @param bank which jobs start from the prompt bank
 * @param failures how workers die
 * @param cadence when the policy is asked
 */
public record SystemSpec(
        int gpus, boolean reuse, double connectSeconds, BankRule bank, Failures failures, Cadence cadence) {

    /** When a policy is asked. Both give the same run. */
    public enum Cadence {
        /** At the next multiple of 50 ms after something has changed, and when the last plan wanted to be asked. */
        EVENTS,
        /** At every multiple of 50 ms, as the paper's scheduler (arXiv 2603.05087, section 4.2). */
        TICKS
    }

    /** A system that shares warm workers, never fails, and is asked when something has changed. */
    public static SystemSpec of(int gpus, double connectSeconds, BankRule bank) {
        return new SystemSpec(gpus, true, connectSeconds, bank, Failures.NONE, Cadence.EVENTS);
    }

    public SystemSpec withReuse(boolean whether) {
        return new SystemSpec(gpus, whether, connectSeconds, bank, failures, cadence);
    }

    public SystemSpec withFailures(Failures others) {
        return new SystemSpec(gpus, reuse, connectSeconds, bank, others, cadence);
    }

    public SystemSpec withCadence(Cadence other) {
        return new SystemSpec(gpus, reuse, connectSeconds, bank, failures, other);
    }
}
