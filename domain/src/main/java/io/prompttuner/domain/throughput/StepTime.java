package io.prompttuner.domain.throughput;

/**
 * Wall time of one optimiser step of one job, learnt online.
 *
 * <p>It is kept for one worker and the whole batch; other sizes are taken to scale with the share of the batch that a
 * worker holds, but for what communication takes: {@link #EFFICIENCY}.
 *
 * @param seconds of a step on one worker with the full batch; 0 before the first
 * @param steps how many steps it rests on
 */
public record StepTime(double seconds, long steps) {

    /** Nothing measured yet. */
    public static final StepTime UNKNOWN = new StepTime(0, 0);

    /**
     * Share of a step that several workers spend computing. PromptTuner (arXiv 2603.05087, section 2) measured 0.4 to 0.5 %
     * of the time for communication, on up to eight GPUs.
     */
    public static final double EFFICIENCY = 0.995;

    private static final long LONGEST_MEMORY = 20;
    private static final double OUTLIER = 4;

    /** Takes in one step; one that was held up by something else counts as four times the usual at most. */
    public StepTime with(double measured, int workers, double batchScale) {
        double unit = measured / shared(1, Math.max(1, workers)) / batchScale;
        if (!Double.isFinite(unit) || unit <= 0) {
            return this;
        }
        double fair = steps == 0 ? unit : Math.min(unit, OUTLIER * seconds);
        double share = 1.0 / Math.min(steps + 1, LONGEST_MEMORY);
        return new StepTime(seconds + share * (fair - seconds), steps + 1);
    }

    public boolean known() {
        return steps > 0;
    }

    /** Expected seconds of a step that this many workers share at this share of the full batch. */
    public double at(int workers, double batchScale) {
        return shared(seconds, workers) * batchScale;
    }

    /** Seconds of a step that takes this long on one worker when several share it. */
    public static double shared(double seconds, int workers) {
        return workers == 1 ? seconds : seconds / (workers * EFFICIENCY);
    }
}
