package io.prompttuner.policies.edf;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.prompttuner.domain.scheduling.AllocationReason;
import io.prompttuner.domain.scheduling.Choice;
import io.prompttuner.domain.scheduling.ClusterSnapshot;
import io.prompttuner.domain.scheduling.Plan;
import io.prompttuner.domain.scheduling.PlannedAllocation;
import io.prompttuner.domain.scheduling.PolicyMemory;
import io.prompttuner.domain.scheduling.WorkerView.Condition;
import io.prompttuner.policies.time.ModelTimes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rules of {@link EarliestDeadlinePolicy} for jobs of one worker with nothing but lists that are searched from the start each time: what the
 * policy's faster structures must agree with.
 */
final class PlainEarliestDeadline {

    private static final Comparator<Slot> EARLIEST = Comparator.comparingDouble(Slot::freeIn)
            .thenComparing(slot -> slot.holder().id());

    private static final Comparator<Candidate> EASIEST_TO_PAUSE = Comparator.comparing(Candidate::hopeless)
            .reversed()
            .thenComparing(Comparator.comparingDouble(Candidate::slack).reversed())
            .thenComparing(Candidate::id);

    private final ClusterSnapshot snapshot;
    private final ModelTimes times;
    private final PauseRule pauses = new PauseRule(EdfSettings.standard());
    private final Map<String, PlannedAllocation> allocations = new HashMap<>();
    private final List<Candidate> running = new ArrayList<>();
    private final List<Candidate> pausable = new ArrayList<>();
    private final List<Slot> releases = new ArrayList<>();
    private final Map<String, Integer> idle = new HashMap<>();
    private int free;

    private record Slot(Candidate holder, double freeIn) {}

    private PlainEarliestDeadline(ClusterSnapshot snapshot) {
        this.snapshot = snapshot;
        this.times = new ModelTimes(EdfSettings.standard().times(), snapshot);
        this.free = snapshot.gpus();
        snapshot.workers().stream()
                .filter(worker -> worker.condition() == Condition.IDLE)
                .forEach(worker -> idle.merge(worker.baseModel(), 1, Integer::sum));
    }

    static Plan plan(ClusterSnapshot snapshot) {
        return new PlainEarliestDeadline(snapshot).plan();
    }

    private Plan plan() {
        List<Candidate> all = snapshot.jobs().stream()
                .map(job -> new Candidate(job, times, EdfSettings.standard(), 0, snapshot.now()))
                .sorted(Candidate.BY_URGENCY)
                .toList();
        all.stream().filter(Candidate::wanted).forEach(this::keep);
        all.stream().filter(candidate -> !running.contains(candidate)).toList().forEach(this::serve);
        return new Plan(
                all.stream().map(this::allocation).toList(),
                new PoolPlanner(EdfSettings.standard(), snapshot)
                        .pools(running.stream().collect(toMap(identity(), job -> 1))),
                PolicyMemory.EMPTY,
                null);
    }

    private void keep(Candidate candidate) {
        if (free >= gpus(candidate)) {
            run(candidate, candidate.held() ? 0 : fresh(candidate), "keeps its worker");
            pausable.add(candidate);
        }
    }

    private void serve(Candidate candidate) {
        if (free >= gpus(candidate)) {
            run(candidate, fresh(candidate), "nearest deadline among those that wait");
            return;
        }
        Optional<Slot> next = releases.stream()
                .filter(slot -> gpus(slot.holder()) >= gpus(candidate))
                .min(EARLIEST);
        double waiting = next.map(slot -> slot.freeIn() + moving(candidate, slot.holder()))
                .orElse(Double.POSITIVE_INFINITY);
        Optional<Candidate> victim = pausable.stream()
                .filter(other -> Candidate.BY_URGENCY.compare(other, candidate) > 0)
                .filter(other -> gpus(other) >= gpus(candidate))
                .min(EASIEST_TO_PAUSE);
        if (victim.isPresent() && pauses.pays(candidate, waiting, victim.get(), pausing(candidate, victim.get()))) {
            swap(candidate, victim.get());
        } else {
            await(candidate, next.orElse(null), waiting, victim.orElse(null));
        }
    }

    private void run(Candidate candidate, double delay, String note) {
        free -= gpus(candidate);
        running.add(candidate);
        releases.add(new Slot(candidate, delay + candidate.runSeconds()));
        AllocationReason reason = candidate.hopeless() ? AllocationReason.BEST_EFFORT : AllocationReason.MEETS_DEADLINE;
        decide(candidate, 1, candidate.lateness(delay), note, reason, null);
    }

    private void swap(Candidate urgent, Candidate victim) {
        double delay = pausing(urgent, victim);
        double back = PauseRule.returns(urgent, victim, delay);
        pausable.remove(victim);
        running.remove(victim);
        releases.removeIf(slot -> slot.holder() == victim);
        free += gpus(victim);
        run(urgent, delay, "a job with more slack is paused for it");
        releases.removeIf(slot -> slot.holder() == urgent);
        releases.add(new Slot(urgent, back + victim.runSeconds()));
        decide(
                victim,
                0,
                victim.lateness(back),
                "paused for a job with a nearer deadline, still in time",
                AllocationReason.YIELDED_TO_MORE_URGENT,
                new Choice(1, 1, victim.lateness(0), "run on; the other would miss its deadline"));
    }

    private void await(Candidate candidate, @Nullable Slot next, double waiting, @Nullable Candidate victim) {
        if (next != null) {
            releases.remove(next);
            releases.add(new Slot(candidate, waiting + candidate.runSeconds()));
        }
        @Nullable Choice rejected = victim == null
                ? null
                : new Choice(
                        1,
                        1,
                        candidate.lateness(pausing(candidate, victim)),
                        "pause another: would cost more than it saves");
        decide(
                candidate,
                0,
                candidate.lateness(next == null ? candidate.runSeconds() : waiting),
                next == null ? "no GPU can take it" : "waits for the next worker to be free",
                AllocationReason.WAITING_FOR_CAPACITY,
                rejected);
    }

    private void decide(
            Candidate candidate,
            int workers,
            double lateness,
            String note,
            AllocationReason reason,
            @Nullable Choice rejected) {
        allocations.put(
                candidate.id(),
                new PlannedAllocation(candidate.id(), new Choice(workers, 1, lateness, note), reason, rejected));
    }

    private PlannedAllocation allocation(Candidate candidate) {
        PlannedAllocation planned = allocations.get(candidate.id());
        if (planned == null || !running.contains(candidate)) {
            return Objects.requireNonNull(planned);
        }
        double next = releases.stream()
                .filter(slot -> slot.holder() != candidate)
                .mapToDouble(Slot::freeIn)
                .min()
                .orElse(0);
        var wait = new Choice(
                0, 1, candidate.lateness(next + candidate.beginSeconds()), "wait for the next worker to be free");
        return new PlannedAllocation(planned.job(), planned.chosen(), planned.reason(), wait);
    }

    private int gpus(Candidate candidate) {
        return times.gpus(candidate.baseModel());
    }

    private double fresh(Candidate candidate) {
        int warm = idle.getOrDefault(candidate.baseModel(), 0);
        idle.put(candidate.baseModel(), Math.max(0, warm - 1));
        return candidate.beginSeconds() + (warm > 0 ? 0 : times.loadSeconds(candidate.baseModel()));
    }

    private double moving(Candidate candidate, Candidate from) {
        boolean same = candidate.baseModel().equals(from.baseModel());
        return candidate.beginSeconds() + (same ? 0 : times.loadSeconds(candidate.baseModel()));
    }

    private double pausing(Candidate candidate, Candidate victim) {
        return (victim.held() ? victim.stepSeconds() : 0) + moving(candidate, victim);
    }
}
