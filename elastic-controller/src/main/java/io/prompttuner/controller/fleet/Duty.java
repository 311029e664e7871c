package io.prompttuner.controller.fleet;

import io.prompttuner.controller.message.Holding;

/**
 * What a worker is meant to hold.
 *
 * @param attempt 0 while only reserved
 * @param unheeded how often it said, since it was told, that it holds nothing
 * @param batchScale the share of the global batch that goes with the attempt; 0 if another controller chose it
 * @param from the attempt that it holds meanwhile, and enters this one from; 0 if it begins from a checkpoint
 */
public record Duty(String job, long attempt, Stage stage, int unheeded, double batchScale, long from) {

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
        HELD,
        /** No longer of those who share the job; it has not let go of it yet. */
        LEAVING,
        /** It has let go, or is lost, while others go on; the record that says so is still to come. */
        GONE
    }

    public static Duty reserved(String job) {
        return new Duty(job, 0, Stage.RESERVED, 0, 0, 0);
    }

    public static Duty inherited(String job, long attempt) {
        return new Duty(job, attempt, Stage.INHERITED, 0, 0, 0);
    }

    public static Duty bound(String job, long attempt, double scale) {
        return new Duty(job, attempt, Stage.BOUND, 0, scale, 0);
    }

    /** Bound to one of those who hold an older attempt of the same job. */
    public Duty entering(long next, double scale) {
        return new Duty(job, next, Stage.BOUND, 0, scale, attempt);
    }

    public Duty told() {
        return at(Stage.TOLD);
    }

    public Duty held() {
        return at(Stage.HELD);
    }

    public Duty leaving() {
        return at(Stage.LEAVING);
    }

    public Duty gone() {
        return at(Stage.GONE);
    }

    public Duty ignored() {
        return new Duty(job, attempt, stage, unheeded + 1, batchScale, from);
    }

    /** Whether the worker was once known to hold it, so that holding nothing means that it let go. */
    public boolean expectsHolding() {
        return stage == Stage.HELD || stage == Stage.INHERITED || stage == Stage.LEAVING;
    }

    /** Whether it is one of those who share the job, or is to be: bound, not about to leave, not gone. */
    public boolean isMembers() {
        return attempt > 0 && stage != Stage.LEAVING && stage != Stage.GONE;
    }

    /** Whether what the worker holds is what it is to enter this attempt from. */
    public boolean isEnteredFrom(Holding held) {
        return from > 0 && from == held.attempt() && job.equals(held.job());
    }

    private Duty at(Stage next) {
        return new Duty(job, attempt, next, 0, batchScale, from);
    }
}
