package io.prompttuner.platform.command;

import io.prompttuner.gateway.api.JobStatus;
import io.prompttuner.platform.table.Table;
import java.time.Instant;
import java.util.List;

/** Jobs, a row each. */
final class JobTable {

    private JobTable() {}

    static Table of(List<JobStatus> jobs, Instant now) {
        var table =
                new Table("JOB", "NAME", "STATE", "REASON", "STEP", "LOSS", "HELD-OUT", "TARGET", "DEADLINE", "SLO");
        for (JobStatus job : jobs) {
            table.row(
                    job.id(),
                    job.name(),
                    job.state().word(),
                    job.reason().word(),
                    job.step() + "/" + job.maxSteps(),
                    Spoken.number(job.loss()),
                    Spoken.best(job),
                    job.target().spoken(),
                    Spoken.away(job.deadline(), now),
                    promise(job, now));
        }
        return table;
    }

    /** The verdict, or what it looks like. */
    private static String promise(JobStatus job, Instant now) {
        if (job.verdict() != null) {
            return job.verdict().word();
        }
        if (job.deadline().isBefore(now)) {
            return "late";
        }
        return job.forecast() == null ? "-" : Spoken.percent(job.forecast().meets());
    }
}
