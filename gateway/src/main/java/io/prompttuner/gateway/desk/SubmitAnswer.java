package io.prompttuner.gateway.desk;

import io.prompttuner.gateway.api.JobDescription;
import io.prompttuner.gateway.submit.Fault;
import java.util.List;
import java.util.function.Function;

/** What became of a request to submit a job. */
public sealed interface SubmitAnswer {

    /**
     * The job is durable, and this gateway's view holds it.
     *
     * @param repeated whether it was there before: this request had come already
     */
    record Held(JobDescription job, boolean repeated) implements SubmitAnswer {}

    /** The request is no job, for all these reasons. */
    record Refused(List<Fault> faults) implements SubmitAnswer {}

    /** The key belongs to a job that another request asked for. */
    record KeyTaken(String job) implements SubmitAnswer {}

    /** The log is away; the same request under the same key may be sent again. */
    record Away(String why) implements SubmitAnswer {}

    /** Handles every case. */
    default <R> R match(
            Function<Held, R> held, Function<Refused, R> refused, Function<KeyTaken, R> taken, Function<Away, R> away) {
        if (this instanceof Held answer) {
            return held.apply(answer);
        }
        if (this instanceof Refused answer) {
            return refused.apply(answer);
        }
        return this instanceof KeyTaken answer ? taken.apply(answer) : away.apply((Away) this);
    }
}
