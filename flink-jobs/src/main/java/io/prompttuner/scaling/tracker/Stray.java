package io.prompttuner.scaling.tracker;

import io.prompttuner.scaling.fact.JobFact;
import io.prompttuner.wire.EventCodec;
import io.prompttuner.wire.event.DeadLetter;
import java.util.Arrays;
import java.util.Base64;

/** Turns a fact about a job that does not exist into a dead letter; its body is the event as it was understood. */
final class Stray {

    private static final int LONGEST_BODY = 64 << 10;

    private Stray() {}

    static DeadLetter unknownJob(JobFact fact) {
        return letter(fact, "unknown-job", "job: " + fact.job() + " is not in the topic of jobs");
    }

    static DeadLetter tooMany(JobFact fact, int most) {
        return letter(
                fact, "unknown-job", "job: %s is not known, and %d facts wait for it".formatted(fact.job(), most));
    }

    private static DeadLetter letter(JobFact fact, String error, String message) {
        byte[] bytes = EventCodec.encode(fact.event());
        byte[] kept = bytes.length > LONGEST_BODY ? Arrays.copyOf(bytes, LONGEST_BODY) : bytes;
        return new DeadLetter(
                fact.origin().topic(),
                fact.origin().partition(),
                fact.origin().offset(),
                fact.job(),
                Base64.getEncoder().encodeToString(kept),
                error,
                message);
    }
}
