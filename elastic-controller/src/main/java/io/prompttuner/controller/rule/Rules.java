package io.prompttuner.controller.rule;

/**
 * Rules of the contract that can be switched off, only to prove that each is needed; in production all hold.
 *
 * @param lookBeforeTelling {@code terms} is looked at after {@code bound} is acknowledged and before the worker is told
 * @param closing {@code closed} is appended once a job has ended and nobody holds it
 * @param oneEnd an {@code ended} counts only if no higher attempt of the job stands before it
 */
public record Rules(boolean lookBeforeTelling, boolean closing, boolean oneEnd) {

    /** The contract. */
    public static final Rules ALL = new Rules(true, true, true);
}
