package io.prompttuner.controller.fleet;

/**
 * What a worker is meant to hold.
 *
 * @param attempt 0 while only reserved
 * @param unheeded how often it said, since it was told, that it holds nothing
 * @param batchScale the share of the global batch it was told; NaN if another controller told it
 */
public record Duty(String job, long attempt, Stage stage, int unheeded, double batchScale) {

    /** How far a worker is with its duty. */
    public enum Stage {
        /** Chosen; nothing is bound yet. */
        RESERVED,
        /** Bound in the log; not told yet. */
        BOUND,
        /** Told; it has not said yet that it holds the job. */
        TOLD,
        /** Bound by an earlier controller; it has not said yet that it holds the job. */
        INHERITED,
        /** It says itself that it holds the job. */
        HELD
    }

    public static Duty reserved(String job) {
        return new Duty(job, 0, Stage.RESERVED, 0, Double.NaN);
    }

    public static Duty inherited(String job, long attempt) {
        return new Duty(job, attempt, Stage.INHERITED, 0, Double.NaN);
    }

    public static Duty bound(String job, long attempt) {
        return new Duty(job, attempt, Stage.BOUND, 0, Double.NaN);
    }

    public Duty told(double scale) {
        return new Duty(job, attempt, Stage.TOLD, 0, scale);
    }

    public Duty held() {
        return stage == Stage.HELD ? this : new Duty(job, attempt, Stage.HELD, 0, batchScale);
    }

    public Duty resized(double scale) {
        return new Duty(job, attempt, stage, unheeded, scale);
    }

    public Duty ignored() {
        return new Duty(job, attempt, stage, unheeded + 1, batchScale);
    }

    /** Whether the worker was once known to hold it, so that holding nothing means that it let go. */
    public boolean expectsHolding() {
        return stage == Stage.HELD || stage == Stage.INHERITED;
    }
}
