package io.prompttuner.platform.demo;

import io.prompttuner.gateway.api.Attempt;
import io.prompttuner.gateway.api.JobDescription;
import io.prompttuner.gateway.api.Stint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What would have become of the urgent job without a pause, by what turned out later and by the broker's clock: it would
 * have got the first worker that a long job no longer needed, and would have kept it as long as it did.
 *
 * @param free seconds from the arrival until that worker
 * @param doneIfItHadWaited seconds from the arrival until its end
 */
record Hindsight(double free, double doneIfItHadWaited) {

    static Hindsight of(JobDescription urgent, List<JobDescription> slack) {
        Instant arrival = urgent.status().submittedAt();
        double free = slack.stream()
                .mapToDouble(job -> heldSeconds(job, arrival))
                .min()
                .orElse(0);
        return new Hindsight(free, free + heldSeconds(urgent, arrival));
    }

    /** Time for which a job held a worker, all attempts together, after an instant. */
    private static double heldSeconds(JobDescription job, Instant after) {
        return job.attempts().stream()
                .map(Attempt::stints)
                .flatMap(List::stream)
                .mapToDouble(stint -> heldSeconds(stint, after))
                .sum();
    }

    private static double heldSeconds(Stint stint, Instant after) {
        Instant from = stint.from().isBefore(after) ? after : stint.from();
        Instant to = stint.to() == null ? from : stint.to();
        return Math.max(0, Duration.between(from, to).toMillis()) / 1e3;
    }
}
