package io.prompttuner.gateway.view;

import io.prompttuner.gateway.api.JobOutcome;
import io.prompttuner.gateway.api.JobStatus;
import io.prompttuner.wire.event.Decision;
import io.prompttuner.wire.event.SloReport;

/** Is told what changed in the view, in the order of the log, on the thread that reads it: it must be quick. */
public interface ViewListener {

    /** A job stands elsewhere now. */
    void changed(JobStatus status);

    /** A job's newest decision. */
    void decided(String tenant, Decision decision);

    /** A job has ended; what {@link #changed} is told follows. */
    void ended(String tenant, String job, JobOutcome outcome);

    /** A tenant's promises are judged anew. */
    void judged(SloReport report);

    /** Nobody listens. */
    ViewListener NONE = new ViewListener() {
        @Override
        public void changed(JobStatus status) {}

        @Override
        public void decided(String tenant, Decision decision) {}

        @Override
        public void ended(String tenant, String job, JobOutcome outcome) {}

        @Override
        public void judged(SloReport report) {}
    };
}
