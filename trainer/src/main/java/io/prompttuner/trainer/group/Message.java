package io.prompttuner.trainer.group;

import io.prompttuner.trainer.tuning.Partial;
import io.prompttuner.trainer.tuning.TuningState;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What members say to each other. All of it may be lost, late or twice, and nothing goes wrong. */
public sealed interface Message {

    /**
     * What its sender has computed of a round, and not said before.
     *
     * @param generation of the roster its sender knows
     * @param round index of the round
     * @param branch of the state it was computed from
     * @param state fingerprint of that state
     * @param effort what its own share took, said once a round: when the share is done
     * @param next how the following rounds should be divided, if the sender is the one who says so
     */
    record Parts(
            long generation,
            long round,
            Branch branch,
            long state,
            List<Part> parts,
            Optional<Effort> effort,
            Optional<Plan> next)
            implements Message {

        public Parts {
            parts = List.copyOf(parts);
        }
    }

    /** Leaves of its own share that a member has computed, perhaps none, and how long it took. */
    record Effort(int leaves, double seconds) {}

    /** The partial sum of one subtree. */
    record Part(Range subtree, Partial<?> sum) {}

    /** Divides the following rounds anew, between two messages with parts. */
    record Replan(Plan plan) implements Message {}

    /**
     * Asks for the state to go on from.
     *
     * @param empty whether its sender has none at all
     */
    record Ask(boolean empty) implements Message {}

    /**
     * The state at the beginning of a round.
     *
     * @param generation of the roster its sender knows
     * @param plan in force there
     * @param note what the sender's owner hands on along with it
     */
    record Handover(long generation, Plan plan, TuningState state, String note) implements Message {}

    /** Handles every case, checked by the compiler. A Java 21 {@code switch} would replace this. */
    default <R> R match(
            Function<Parts, R> parts,
            Function<Replan, R> replan,
            Function<Ask, R> ask,
            Function<Handover, R> handover) {
        if (this instanceof Parts p) {
            return parts.apply(p);
        }
        if (this instanceof Replan r) {
            return replan.apply(r);
        }
        if (this instanceof Ask a) {
            return ask.apply(a);
        }
        return handover.apply((Handover) this);
    }
}
