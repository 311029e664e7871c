package io.prompttuner.policies.simple;

import io.prompttuner.policies.draft.JobDraft;
import io.prompttuner.policies.draft.PlanDraft;
import io.prompttuner.policies.time.JobTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Gives idle workers that nobody waits for to jobs that run, first to whoever would run longest, if that saves clearly more
 * than the workers take to connect.
 *
 * <p>Who ends last does not depend on when one asks, and what is saved only shrinks while a job goes on: what is not worth
 * while now will not be later, so that nobody needs to look again before something happens.
 */
final class Spread {

    /** How many times the time to connect a running job must save before it is resized. */
    private static final double WORTH = 2;

    private static final Comparator<JobDraft> LONGEST =
            Comparator.comparingDouble(JobDraft::end).reversed().thenComparing(JobDraft.BY_DEADLINE);

    private final PlanDraft draft;

    Spread(PlanDraft draft) {
        this.draft = draft;
    }

    void run() {
        List<JobDraft> able = new ArrayList<>();
        draft.running().stream().filter(Spread::mayGrow).forEach(able::add);
        draft.waiting().stream().filter(Spread::mayGrow).forEach(able::add);
        able.sort(LONGEST);
        able.forEach(Spread::grow);
    }

    private static boolean mayGrow(JobDraft job) {
        boolean settled = job.held() == 0 || (job.time().runs() && job.workers() == job.held());
        return settled
                && job.workers() > 0
                && job.workers() < job.maxWorkers()
                && !job.incomplete()
                && job.pool().spare() > 0;
    }

    private static void grow(JobDraft job) {
        int more = Math.min(job.pool().spare(), job.maxWorkers() - job.workers());
        int workers = job.workers() + more;
        boolean starts = job.held() == 0;
        double end = starts ? job.time().warm(workers) : job.time().resized(workers);
        double worth = starts ? 0 : WORTH * job.time().connect();
        if (more > 0 && job.end() - end > worth + JobTime.ROUNDING) {
            job.pool().takeSpare(more);
            job.start(workers, end, "gets idle workers that nobody waits for");
        }
    }
}
