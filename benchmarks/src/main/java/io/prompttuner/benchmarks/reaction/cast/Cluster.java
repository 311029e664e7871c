package io.prompttuner.benchmarks.reaction.cast;

import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.Allocation;
import io.prompttuner.wire.event.Event;
import io.prompttuner.wire.event.FleetEvent;
import io.prompttuner.wire.event.JobSubmitted;
import io.prompttuner.wire.event.Wish;
import io.prompttuner.wire.event.WorkerFact;
import io.prompttuner.wire.event.WorkerPhase;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Plays the gateway, the controller and all workers, so truthfully that every fact the scaling job reads holds: a job
 * reports only while it is bound, is bound only to a warm worker when its allocation says so, and lets go when it is paused.
 *
 * <p>What it would write leaves through the {@link Pen}; reports are asked for one at a time. For one thread.
 */
public final class Cluster {

    /** Attempts of a term begin here. */
    private static final int ATTEMPTS_OF_A_TERM = 20;

    /** Where the facts go. */
    public interface Pen {

        void write(Topic topic, Event event);

        void erase(Topic topic, String key);
    }

    private record Seat(TuningJob job, long attempt) {

        boolean taken() {
            return job.tunes(attempt);
        }
    }

    private final Pen pen;
    private final InstantSource clock;
    private final long term;
    private final Map<String, TuningJob> jobs = new HashMap<>();
    private final Deque<String> warm = new ArrayDeque<>();
    private final Set<TuningJob> wanting = new LinkedHashSet<>();
    private final Deque<TuningJob> beginning = new ArrayDeque<>();
    private final Deque<TuningJob> ending = new ArrayDeque<>();
    private final Deque<Seat> turns = new ArrayDeque<>();
    private final Deque<Seat> oldestFirst = new ArrayDeque<>();
    private long attempts;
    private int held;
    private int tooMany;

    /** Begins with nothing; {@code term} is the claim of the controller it plays. */
    public Cluster(Pen pen, InstantSource clock, long term) {
        this.pen = pen;
        this.clock = clock;
        this.term = term;
    }

    /** Submits so many jobs, and has a warm worker for each. */
    public void open(int count) {
        Instant now = clock.instant();
        capacity(count);
        for (int n = 0; n < count; n++) {
            String worker = "worker-%04d".formatted(n);
            warm.add(worker);
            pen.write(Topic.FLEET, fleet(worker, WorkerPhase.WARM, null));
        }
        for (JobSubmitted job : Tenants.jobs(count, now)) {
            jobs.put(job.job(), new TuningJob(job.job(), new Random(job.seed())));
            pen.write(Topic.JOBS, job);
        }
    }

    /** So many GPUs are left; whoever has to let go of one does so when the scheduler says. */
    public void shrinkTo(int gpus) {
        tooMany = held + warm.size() - gpus;
        capacity(gpus);
    }

    /** An allocation that was not heard before. */
    public void hear(Allocation allocation) {
        TuningJob job = jobs.get(allocation.job());
        if (job == null) {
            return;
        }
        job.wish(allocation);
        if (allocation.wish() == Wish.RUNNING) {
            if (!job.held()) {
                wanting.add(job);
            }
        } else {
            wanting.remove(job);
            if (job.held() && !job.isEnding()) {
                job.beginToEnd();
                beginning.remove(job);
                ending.add(job);
            }
        }
        bindWanting();
    }

    /** The next report; empty while nobody tunes. */
    public Optional<Report> next() {
        TuningJob begins = beginning.poll();
        if (begins != null) {
            var seat = new Seat(begins, begins.attempt());
            turns.add(seat);
            oldestFirst.add(seat);
            return Optional.of(new Report(begins.started(), false));
        }
        TuningJob ends = ending.poll();
        return ends == null ? ordinary() : Optional.of(lastWord(ends));
    }

    /** A report of the job that has been running longest, after which it can't meet its deadline; another if none runs. */
    public Optional<Report> nextDecisive() {
        Seat oldest = firstTaken(oldestFirst);
        return oldest == null ? next() : Optional.of(new Report(oldest.job().badEvaluation(), true));
    }

    /** Whether every job has taken so many steps. */
    public boolean allHaveTaken(long steps) {
        return jobs.values().stream().allMatch(job -> job.step() >= steps);
    }

    /** Whether so many jobs run, and nobody is on its way. */
    public boolean isSettledAt(int running) {
        return held == running && ending.isEmpty() && beginning.isEmpty() && wanting.isEmpty();
    }

    private Optional<Report> ordinary() {
        Seat turn = firstTaken(turns);
        if (turn == null) {
            return Optional.empty();
        }
        turns.add(turn);
        return Optional.of(new Report(turn.job().nextStep(), false));
    }

    private Report lastWord(TuningJob job) {
        var report = new Report(job.lastWord(), false);
        if (job.isEnding()) {
            ending.add(job);
        } else {
            release(job);
        }
        return report;
    }

    private void release(TuningJob job) {
        String worker = job.worker();
        held--;
        pen.write(Topic.ASSIGNMENTS, job.release(term));
        if (tooMany > 0) {
            tooMany--;
            pen.erase(Topic.FLEET, worker);
        } else {
            warm.add(worker);
            pen.write(Topic.FLEET, fleet(worker, WorkerPhase.WARM, null));
        }
        if (job.wanted()) {
            wanting.add(job);
        }
        bindWanting();
    }

    private void bindWanting() {
        while (!warm.isEmpty() && !wanting.isEmpty()) {
            TuningJob job = wanting.iterator().next();
            wanting.remove(job);
            String worker = warm.remove();
            pen.write(Topic.ASSIGNMENTS, job.bind(worker, term, (term << ATTEMPTS_OF_A_TERM) + ++attempts));
            pen.write(Topic.FLEET, fleet(worker, WorkerPhase.BUSY, job.id()));
            held++;
            beginning.add(job);
        }
    }

    private void capacity(int gpus) {
        pen.write(Topic.FLEET, FleetEvent.capacity(term, gpus));
    }

    private FleetEvent fleet(String worker, WorkerPhase phase, @Nullable String job) {
        return FleetEvent.of(term, new WorkerFact(worker, Tenants.BASE_MODEL, phase, 1, job, clock.instant()));
    }

    private static @Nullable Seat firstTaken(Deque<Seat> seats) {
        Seat seat = seats.poll();
        while (seat != null && !seat.taken()) {
            seat = seats.poll();
        }
        return seat;
    }
}
