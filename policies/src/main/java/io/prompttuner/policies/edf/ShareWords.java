package io.prompttuner.policies.edf;

import io.prompttuner.domain.scheduling.AllocationReason;
import io.prompttuner.domain.scheduling.Choice;
import io.prompttuner.domain.scheduling.PlannedAllocation;
import org.jspecify.annotations.Nullable;

/** Says why a job has so many workers, and what was the best alternative. */
final class ShareWords {

    private final ShareRule rule;
    private final int room;

    /** @param room for so many more of its workers there would have been */
    ShareWords(ShareRule rule, int room) {
        this.rule = rule;
        this.room = room;
    }

    PlannedAllocation allocation(Candidate job, Share share, PlannedAllocation first) {
        AllocationReason reason =
                rule.hopes(share.chance(job)) ? AllocationReason.MEETS_DEADLINE : AllocationReason.BEST_EFFORT;
        String note =
                share.before() == 1 && share.workers() == 1 ? first.chosen().note() : note(job, share);
        var chosen = new Choice(share.workers(), 1, share.lateness(job), note);
        @Nullable Choice other = rejected(job, share);
        return new PlannedAllocation(job.id(), chosen, reason, other == null ? first.rejected() : other);
    }

    private static String note(Candidate job, Share share) {
        String inTime = "in time with a chance of " + percent(share.chance(job));
        if (share.growth() != null) {
            return "shares its steps among %d workers: %s".formatted(share.workers(), inTime);
        }
        if (share.kept() == share.before()) {
            return "keeps its %d workers: %s".formatted(share.kept(), inTime);
        }
        if (share.kept() < share.asked()) {
            return "gives workers back for jobs that wait for one: " + inTime;
        }
        return job.hopeless()
                ? "gives workers back: its deadline is out of reach with any number"
                : "gives workers back: still %s, and if steps take longer".formatted(inTime);
    }

    /** Those that it had, or one less; if it has one and may be late, one more. */
    private @Nullable Choice rejected(Candidate job, Share share) {
        if (share.growth() != null) {
            return steady(job, share, share.kept());
        }
        if (share.kept() < share.before()) {
            return steady(job, share, share.before());
        }
        if (share.kept() > 1) {
            return steady(job, share, share.kept() - 1);
        }
        return rule.safe(job, 1, share.starts()) ? null : another(job, share);
    }

    private static Choice steady(Candidate job, Share share, int workers) {
        String note = workers == 1 ? "one worker" : workers + " workers";
        double chance = job.chance(workers, share.starts());
        return new Choice(
                workers,
                1,
                job.lateness(workers, share.starts()),
                "%s: in time with a chance of %s".formatted(note, percent(chance)));
    }

    private Choice another(Candidate job, Share share) {
        var growth = new Growth(1, share.starts(), 2, share.starts());
        String why = job.hopeless() ? "its deadline is out of reach" : "it would gain too little";
        return new Choice(
                2,
                1,
                job.lateness(growth),
                "another worker, in time with a chance of %s: %s"
                        .formatted(percent(job.chance(growth)), room > 0 ? why : "no GPU is free"));
    }

    private static String percent(double chance) {
        return Math.round(100 * chance) + " %";
    }
}
