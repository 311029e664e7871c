package io.prompttuner.simulator.protocol.rule;

import java.util.Locale;

/** A rule of the contract that can be left out, to see whether any history shows that it is missing. */
public enum Rule {
    /** {@code terms} is looked at before a worker is told. */
    LOOK_BEFORE_TELLING,
    /** {@code terms} is looked at before an {@code ended} of the controller's own; else the look is answered unread. */
    LOOK_BEFORE_ENDING,
    /** {@code closed} is written, and the outcome waits for it. */
    CLOSED,
    /** An {@code ended} counts only if its attempt is not below the highest seen before it. */
    ONE_END,
    /** At the end of its window a controller appends {@code bound} for what it adopts; else that record is lost. */
    BOUND_WHEN_ADOPTED,
    /** An assignment after one of a higher term is void; else a controller that starts takes it for good. */
    VOID_BELOW_A_HIGHER_TERM,
    /** A controller's own {@code ended} is above every attempt; else it has the one of the newest checkpoint. */
    END_ABOVE_ALL,
    /** A controller's own {@code ended} has a newly minted attempt; else the highest that is bound. */
    END_NEWLY_MINTED,
    /** A worker obeys nobody below the highest term that it has seen. */
    OLD_TERMS_IGNORED,
    /** A worker reports the highest term it has seen when it attaches; else none. */
    TERM_TOLD_WHEN_ATTACHING,
    /** A worker silent for 8 s is lost; else no silence is ever long enough. */
    SILENCE_NOTICED,
    /** A scheduler says every 10 s again what it wants; else everything once. */
    RESTATED,
    /** A scheduler says at the start of its epoch what it wants; else only what the one before had not said. */
    RESTATED_ANEW,
    /** A scheduler that reads a higher claim of its role stops. */
    HIGHER_CLAIM_HEEDED;

    /** As it is called on a command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The rule of this name; {@link IllegalArgumentException} if there is none. */
    public static Rule of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
