package io.prompttuner.platform.campaign;

import io.prompttuner.gateway.api.JobStatus;
import io.prompttuner.wire.event.JobPhase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How far the jobs were at a moment.
 *
 * @param byJob steps
 * @param at by the wall clock, which on one machine is the broker's
 */
record Steps(Map<String, Long> byJob, Instant at) {

    static Steps of(List<JobStatus> jobs, Instant at) {
        return new Steps(jobs.stream().collect(Collectors.toMap(JobStatus::id, JobStatus::step)), at);
    }

    /** Whether any job is further now, by a report that came after that moment. */
    boolean isPassedBy(List<JobStatus> jobs) {
        return jobs.stream()
                .anyMatch(job -> job.step() > byJob.getOrDefault(job.id(), 0L)
                        && job.updatedAt().isAfter(at));
    }

    /** Whether there is work that a kill disturbs. */
    static boolean areMade(List<JobStatus> jobs) {
        return jobs.stream().anyMatch(job -> job.state() == JobPhase.RUNNING && job.step() > 0);
    }
}
