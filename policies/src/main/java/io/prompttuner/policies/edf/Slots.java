package io.prompttuner.policies.edf;

import io.prompttuner.domain.scheduling.AllocationReason;
import io.prompttuner.domain.scheduling.Choice;
import io.prompttuner.domain.scheduling.PlannedAllocation;
import io.prompttuner.policies.edf.Releases.Slot;
import io.prompttuner.policies.time.ModelTimes;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The first workers of one plan being handed out, one a job: who has one, who gets the next and when. */
final class Slots {

    private final ModelTimes times;
    private final PauseRule pauses;
    private final Stock stock;
    private final Map<String, Double> starts = new HashMap<>();
    private final Map<String, PlannedAllocation> allocations = new HashMap<>();
    private final Releases releases = new Releases();
    private final Pausable pausable = new Pausable();

    Slots(Stock stock, ModelTimes times, PauseRule pauses) {
        this.stock = stock;
        this.times = times;
        this.pauses = pauses;
    }

    /** Leaves its GPUs to a job that has them, or was promised them, as long as there are enough. */
    void keep(Candidate candidate) {
        if (stock.fits(candidate)) {
            double delay = candidate.held() ? 0 : stock.fresh(candidate);
            run(candidate, delay, "keeps its worker");
            pausable.add(candidate);
        }
    }

    /**
     * Finds a place for a job that has none: free GPUs, another's, or the next that are released. The most urgent job comes
     * first.
     */
    void serve(Candidate candidate) {
        if (stock.fits(candidate)) {
            run(candidate, stock.fresh(candidate), "nearest deadline among those that wait");
            return;
        }
        @Nullable Slot next = releases.firstOf(candidate.gpus());
        double waiting = next == null ? Double.POSITIVE_INFINITY : next.freeIn() + moving(candidate, next.holder());
        @Nullable Candidate victim = pausable.easiestFor(candidate);
        if (victim != null && pauses.pays(candidate, waiting, victim, pausing(candidate, victim))) {
            swap(candidate, victim);
        } else {
            await(candidate, next, waiting, victim);
        }
    }

    boolean runs(Candidate candidate) {
        return starts.containsKey(candidate.id());
    }

    /** Seconds until a job that runs makes its next step. */
    double starts(Candidate candidate) {
        return Objects.requireNonNull(starts.get(candidate.id()));
    }

    PlannedAllocation allocation(Candidate candidate) {
        PlannedAllocation planned = allocations.get(candidate.id());
        if (planned == null) {
            throw new IllegalStateException("nobody decided on " + candidate.id());
        }
        return runs(candidate) ? withAlternative(candidate, planned) : planned;
    }

    private void run(Candidate candidate, double delay, String note) {
        stock.take(candidate, 1);
        starts.put(candidate.id(), delay);
        releases.put(candidate, delay + candidate.runSeconds());
        allocations.put(candidate.id(), runningAs(candidate, delay, note));
    }

    private void swap(Candidate urgent, Candidate victim) {
        double delay = pausing(urgent, victim);
        double back = PauseRule.returns(urgent, victim, delay);
        pausable.remove(victim);
        starts.remove(victim.id());
        releases.remove(victim);
        stock.take(victim, -1);
        run(urgent, delay, "a job with more slack is paused for it");
        releases.put(urgent, back + victim.runSeconds()); // the paused job has its place behind the urgent one
        allocations.put(
                victim.id(),
                new PlannedAllocation(
                        victim.id(),
                        new Choice(
                                0, 1, victim.lateness(back), "paused for a job with a nearer deadline, still in time"),
                        AllocationReason.YIELDED_TO_MORE_URGENT,
                        new Choice(1, 1, victim.lateness(0), "run on; the other would miss its deadline")));
    }

    private void await(Candidate candidate, @Nullable Slot next, double waiting, @Nullable Candidate victim) {
        double known = next == null ? candidate.runSeconds() : waiting;
        if (next != null) {
            releases.remove(next.holder());
            releases.put(candidate, waiting + candidate.runSeconds());
        }
        @Nullable Choice rejected = victim == null
                ? null
                : new Choice(
                        1,
                        1,
                        candidate.lateness(pausing(candidate, victim)),
                        "pause another: would cost more than it saves");
        String note = next == null ? "no GPU can take it" : "waits for the next worker to be free";
        allocations.put(
                candidate.id(),
                new PlannedAllocation(
                        candidate.id(),
                        new Choice(0, 1, candidate.lateness(known), note),
                        AllocationReason.WAITING_FOR_CAPACITY,
                        rejected));
    }

    private PlannedAllocation runningAs(Candidate candidate, double delay, String note) {
        AllocationReason reason = candidate.hopeless() ? AllocationReason.BEST_EFFORT : AllocationReason.MEETS_DEADLINE;
        return new PlannedAllocation(candidate.id(), new Choice(1, 1, candidate.lateness(delay), note), reason, null);
    }

    private PlannedAllocation withAlternative(Candidate candidate, PlannedAllocation planned) {
        double delay = releases.firstBut(candidate) + candidate.beginSeconds();
        return new PlannedAllocation(
                planned.job(),
                planned.chosen(),
                planned.reason(),
                new Choice(0, 1, candidate.lateness(delay), "wait for the next worker to be free"));
    }

    /** Seconds from the release of another's GPUs to the first step on them. */
    private double moving(Candidate candidate, Candidate from) {
        boolean same = candidate.baseModel().equals(from.baseModel());
        return candidate.beginSeconds() + (same ? 0 : times.loadSeconds(candidate.baseModel()));
    }

    /** The same if the other is paused now, at its next step boundary. */
    private double pausing(Candidate candidate, Candidate victim) {
        return (victim.held() ? victim.stepSeconds() : 0) + moving(candidate, victim);
    }
}
