package io.prompttuner.gateway.submit;

import com.fasterxml.jackson.databind.JsonNode;
import io.prompttuner.wire.event.JobSubmitted;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns a request into a job. The job follows from request, identity and time alone, so that reading a repeat of a
 * request at the time of the first gives the first's job again, and anything else is another request.
 */
public record SubmitRule(SubmitLimits limits, SubmitDefaults defaults) {

    /** With the limits and defaults that {@code job.schema.json} documents. */
    public static final SubmitRule DEFAULT = new SubmitRule(SubmitLimits.DEFAULT, SubmitDefaults.DEFAULT);

    /** Judges a request that came {@code now}, read to milliseconds. */
    public Submission judge(JsonNode body, JobIdentity identity, KnownNames known, Instant now) {
        List<Fault> faults = new ArrayList<>();
        if (!body.isObject()) {
            return new Submission.Refused(List.of(new Fault("", "expected a JSON object, got " + spoken(body))));
        }
        Instant submittedAt = now.truncatedTo(ChronoUnit.MILLIS);
        Fields fields = Fields.of(body, faults, JobReading.FIELDS);
        JobSubmitted job = new JobReading(fields, limits, defaults, known).job(identity, submittedAt);
        return faults.isEmpty() ? new Submission.Accepted(job) : new Submission.Refused(faults);
    }

    /** Whether a request under the same key asks for the job that is already there. */
    public Submission repeat(JsonNode body, JobIdentity identity, JobSubmitted held) {
        return judge(body, identity, KnownNames.anything(), held.submittedAt());
    }

    private static String spoken(JsonNode body) {
        return body.isMissingNode() ? "nothing" : Fields.spoken(body);
    }
}
