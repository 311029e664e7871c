package io.prompttuner.gateway.submit;

import io.prompttuner.wire.event.JobSubmitted;
import java.util.List;
import java.util.function.Function;

/** What became of a request: the job it asks for, or all that is wrong with it. */
public sealed interface Submission {

    /** The request is a job; everything it left out is filled in. */
    record Accepted(JobSubmitted job) implements Submission {}

    /** Every fault, in the order of the schema's fields. */
    record Refused(List<Fault> faults) implements Submission {
        public Refused {
            faults = List.copyOf(faults);
        }
    }

    /** Handles both cases. */
    default <R> R match(
            Function<? super JobSubmitted, ? extends R> accepted, Function<List<Fault>, ? extends R> refused) {
        return this instanceof Accepted good ? accepted.apply(good.job()) : refused.apply(((Refused) this).faults());
    }
}
