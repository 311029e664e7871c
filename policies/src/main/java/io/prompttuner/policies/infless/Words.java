package io.prompttuner.policies.infless;

import io.prompttuner.domain.scheduling.AllocationReason;
import io.prompttuner.domain.scheduling.Choice;
import io.prompttuner.domain.scheduling.PlannedAllocation;
import io.prompttuner.policies.time.JobTime;

/** Puts into words what was decided on a job. */
final class Words {

    private final Sizing sizing;

    Words(Sizing sizing) {
        this.sizing = sizing;
    }

    /** It goes on with what it has: INFless does not resize. */
    PlannedAllocation running(JobTime job) {
        int instances = job.view().wanted();
        double late = job.end() - job.untilDeadline();
        return new PlannedAllocation(
                job.id(),
                new Choice(instances, 1, late, "keeps its instances to the end"),
                reason(late),
                new Choice(0, 1, job.load() + job.warm(instances) - job.untilDeadline(), "pause it: never done"));
    }

    PlannedAllocation waiting(Gang gang) {
        return gang.workers() > 0 ? allocated(gang) : without(gang);
    }

    private PlannedAllocation allocated(Gang gang) {
        double late = late(gang, gang.size(), gang.delay());
        String size = sizing.fewest(gang.time(), Double.NEGATIVE_INFINITY) == gang.size() ? "at most" : "predicted";
        String note = gang.starts()
                ? "starts on %d instances (%s)".formatted(gang.size(), size)
                : "holds %d of %d instances (%s) and waits; %d find no GPU"
                        .formatted(gang.held() + gang.idle(), gang.size(), size, gang.lacking());
        return new PlannedAllocation(
                gang.time().id(), new Choice(gang.size(), 1, late, note), reason(late), alternative(gang));
    }

    private static Choice alternative(Gang gang) {
        int there = gang.held() + gang.idle();
        if (!gang.starts() && there > 0) {
            return new Choice(there, 1, late(gang, there, 0), "start on those that are there");
        }
        return gang.size() > 1
                ? new Choice(gang.size() - 1, 1, late(gang, gang.size() - 1, 0), "one less: predicted to be too slow")
                : new Choice(0, 1, late(gang, 1, gang.instances().load()), "wait");
    }

    private static PlannedAllocation without(Gang gang) {
        boolean yields = gang.releases() && gang.held() > 0;
        String note = gang.size() == 0
                ? "the cluster is smaller than one of its instances"
                : gang.releases()
                        ? "gave up what it held, since gangs held each other up; comes back for all at once"
                        : "waits for %d instances; %d find no GPU".formatted(gang.size(), gang.lacking());
        return new PlannedAllocation(
                gang.time().id(),
                new Choice(
                        0,
                        1,
                        late(gang, Math.max(1, gang.size()), gang.instances().load()),
                        note),
                yields ? AllocationReason.YIELDED_TO_MORE_URGENT : AllocationReason.WAITING_FOR_CAPACITY,
                gang.size() == 0
                        ? null
                        : new Choice(
                                gang.size(),
                                1,
                                late(gang, gang.size(), gang.delay()),
                                "hold some and wait for the others"));
    }

    private static double late(Gang gang, int instances, double delay) {
        return delay + gang.time().warm(instances) - gang.time().untilDeadline();
    }

    private static AllocationReason reason(double late) {
        return late <= 0 ? AllocationReason.MEETS_DEADLINE : AllocationReason.BEST_EFFORT;
    }
}
