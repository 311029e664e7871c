package io.prompttuner.controller.fleet;

/**
 * What a worker is meant to hold.
 *
 * @param attempt 0 while only reserved
 * @param since uptime of the controller in milliseconds when this stage began
 * @param batchScale the share of the global batch it was told; NaN if another controller told it
 */
public record Duty(String job, long attempt, Stage stage, long since, double batchScale) {

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

    public static Duty reserved(String job, long now) {
        return new Duty(job, 0, Stage.RESERVED, now, Double.NaN);
    }

    public static Duty inherited(String job, long attempt, long now) {
        return new Duty(job, attempt, Stage.INHERITED, now, Double.NaN);
    }

    public static Duty bound(String job, long attempt, long now) {
        return new Duty(job, attempt, Stage.BOUND, now, Double.NaN);
    }

    public Duty told(double scale, long now) {
        return new Duty(job, attempt, Stage.TOLD, now, scale);
    }

    public Duty held(long now) {
        return stage == Stage.HELD ? this : new Duty(job, attempt, Stage.HELD, now, batchScale);
    }

    public Duty resized(double scale) {
        return new Duty(job, attempt, stage, since, scale);
    }

    /** Whether the worker was once known to hold it, so that holding nothing means that it let go. */
    public boolean expectsHolding() {
        return stage == Stage.HELD || stage == Stage.INHERITED;
    }
}
