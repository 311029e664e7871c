package io.prompttuner.domain.throughput;

/**
 * Wall time of one optimiser step of one job, learnt online.
 *
 * <p>It is kept for one worker and the whole batch; other sizes are taken to scale with the share of the batch that a
 * worker holds, but for what sharing costs. That is learnt once the job has been seen on one worker and on several; a step
 * that several shared says nothing then of how long one would take. Before that, a job that has only been seen on several is
 * taken to lose what is usual. A component that older state lacks reads as unknown.
 *
 * @param seconds of a step on one worker with the full batch; 0 before the first
 * @param steps how many steps it rests on
 * @param shared how many of them several workers shared
 * @param efficiency share of a step that several workers spend computing
 */
public record StepTime(double seconds, long steps, long shared, double efficiency) {

    /**
     * The usual share of a step that several workers spend computing. PromptTuner (arXiv 2603.05087, section 2) measured 0.4
     * to 0.5 % of the time for communication, on up to eight GPUs.
     */
    public static final double EFFICIENCY = 0.995;

    /** Nothing measured yet. */
    public static final StepTime UNKNOWN = new StepTime(0, 0, 0, EFFICIENCY);

    private static final long LONGEST_MEMORY = 20;
    private static final double OUTLIER = 4;

    public StepTime {
        efficiency = efficiency > 0 ? efficiency : EFFICIENCY;
    }

    /** Takes in one step; one that was held up by something else counts as four times the usual at most. */
    public StepTime with(double measured, int workers, double batchScale) {
        double whole = measured / batchScale;
        if (!Double.isFinite(whole) || whole <= 0) {
            return this;
        }
        long alone = steps - shared;
        if (workers <= 1) {
            return new StepTime(mean(whole, alone), steps + 1, shared, efficiency);
        }
        return alone == 0
                ? new StepTime(mean(whole * workers * efficiency, steps), steps + 1, shared + 1, efficiency)
                : new StepTime(seconds, steps + 1, shared + 1, learnt(seconds / (whole * workers)));
    }

    public boolean known() {
        return steps > 0;
    }

    /** Expected seconds of a step that this many workers share at this share of the full batch. */
    public double at(int workers, double batchScale) {
        return shared(seconds, workers, efficiency) * batchScale;
    }

    /** Seconds of a step that takes this long on one worker when several share it, as is usual. */
    public static double shared(double seconds, int workers) {
        return shared(seconds, workers, EFFICIENCY);
    }

    /** The same where several spend such a share of it computing. */
    public static double shared(double seconds, int workers, double efficiency) {
        return workers == 1 ? seconds : seconds / (workers * efficiency);
    }

    private double mean(double whole, long before) {
        double fair = before == 0 ? whole : Math.min(whole, OUTLIER * seconds);
        return seconds + (fair - seconds) / Math.min(before + 1, LONGEST_MEMORY);
    }

    /** What is usual counts as a first measurement. */
    private double learnt(double measured) {
        double fair = Math.max(Math.min(measured, 1), efficiency / OUTLIER);
        return efficiency + (fair - efficiency) / Math.min(shared + 2, LONGEST_MEMORY);
    }
}
