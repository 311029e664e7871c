package io.prompttuner.gateway.desk;

import io.prompttuner.gateway.api.JobStatus;
import java.util.function.Function;
import java.util.function.Supplier;

/** What became of a request to cancel a job. */
public sealed interface CancelAnswer {

    /**
     * The job will end, or has ended.
     *
     * @param news whether this request is the reason: a repeat, or one for a job that has ended, changes nothing
     */
    record Noted(JobStatus status, boolean news) implements CancelAnswer {}

    /** The tenant has no such job. */
    record Unknown() implements CancelAnswer {}

    /** The log is away; the request may be sent again. */
    record Away(String why) implements CancelAnswer {}

    /** Handles every case. */
    default <R> R match(Function<Noted, R> noted, Supplier<R> unknown, Function<Away, R> away) {
        if (this instanceof Noted answer) {
            return noted.apply(answer);
        }
        return this instanceof Away answer ? away.apply(answer) : unknown.get();
    }
}
