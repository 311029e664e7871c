package io.prompttuner.gateway.desk;

import io.prompttuner.wire.event.CancelRequested;
import io.prompttuner.wire.event.JobSubmitted;
import java.util.Optional;

/** Where requests are written. An answer names, in one line, why the log is away; then it is unknown what was written. */
public interface RequestLog {

    /** Returns when the job is durable. */
    Optional<String> append(JobSubmitted job);

    /** Returns when the request to cancel is durable. */
    Optional<String> append(CancelRequested cancel);
}
