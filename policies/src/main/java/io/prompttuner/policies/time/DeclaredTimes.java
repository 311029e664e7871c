package io.prompttuner.policies.time;

/**
 * What is taken for granted of a base model until there is something to learn from; all in seconds.
 *
 * @param step wall time of one step on one worker
 * @param load from an empty GPU to a warm worker
 * @param start from a job's first binding to its first step
 * @param resume from a later binding to its next step
 * @param connect what starting costs more for several workers than for one: at most 2 s in the paper (arXiv 2603.05087,
 *     section 5)
 */
public record DeclaredTimes(double step, double load, double start, double resume, double connect) {

    public static DeclaredTimes standard() {
        return new DeclaredTimes(0.5, 10, 2, 1, 2);
    }
}
