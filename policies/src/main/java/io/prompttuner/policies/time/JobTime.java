package io.prompttuner.policies.time;

import io.prompttuner.domain.scheduling.JobView;
import io.prompttuner.domain.throughput.StepTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One job in numbers at one moment; all times are seconds from now.
 *
 * <p>How long it will run is an upper bound, as in the paper (arXiv 2603.05087, section 4.2): all steps that it may still
 * take. See {@code docs/evaluation.md} for what the paper leaves open about it.
 */
public final class JobTime {

    /** The nearest deadline first; whoever came first among equals. Compared very often, hence by hand. */
    public static final Comparator<JobTime> BY_DEADLINE = JobTime::byDeadline;

    /** Whoever came first. */
    public static final Comparator<JobTime> BY_ARRIVAL = JobTime::byArrival;

    /**
     * Seconds by which an end may lie behind a deadline and still count as in time. The same moment reckoned at two times
     * differs by rounding; without this, a job that ends just at its deadline would be in time or not by the time of asking.
     */
    public static final double ROUNDING = 1e-4;

    private final JobView view;
    private final double stepSeconds;
    private final double setupSeconds;
    private final double connectSeconds;
    private final double loadSeconds;
    private final double untilDeadline;
    private final double workSeconds;
    private final double ranFor;
    private final int gpus;

    public JobTime(JobView view, ModelTimes times, Instant now) {
        this.view = view;
        String model = view.baseModel();
        this.stepSeconds = view.stepSeconds() > 0 ? view.stepSeconds() : times.stepSeconds(model);
        this.setupSeconds = view.lookupSeconds() + times.beginSeconds(model, view.started());
        this.connectSeconds = times.connectSeconds(model);
        this.loadSeconds = times.loadSeconds(model);
        this.untilDeadline = seconds(now, view.deadline());
        this.workSeconds = view.stepsLeftBound() * stepSeconds;
        this.ranFor = ranFor(now);
        this.gpus = times.gpus(model);
    }

    public JobView view() {
        return view;
    }

    public String id() {
        return view.job();
    }

    public String baseModel() {
        return view.baseModel();
    }

    /** GPUs that each of its workers occupies. */
    public int gpus() {
        return gpus;
    }

    /** Seconds left until its deadline; negative when that is past. */
    public double untilDeadline() {
        return untilDeadline;
    }

    /** Seconds from an empty GPU to a warm worker of its base model: Tcold in the paper. */
    public double load() {
        return loadSeconds;
    }

    /** Seconds that several workers take to connect when it starts on them or their number changes. */
    public double connect() {
        return connectSeconds;
    }

    /** Seconds until it is done at the latest, if so many warm workers take it up now: T_warm(A) in the paper. */
    public double warm(int workers) {
        return setup(workers) + steps(workers);
    }

    /** Whether its deadline is met if it is done in so many seconds. */
    public boolean inTime(double end) {
        return end <= untilDeadline + ROUNDING;
    }

    /** The fewest warm workers, up to a limit, by which its deadline is met if they take it up after a delay; 0 if none. */
    public int fewest(int limit, double delay) {
        for (int workers = 1; workers <= limit; workers++) {
            if (inTime(delay + warm(workers))) {
                return workers;
            }
        }
        return 0;
    }

    /** Seconds until it is done at the latest on the workers that it holds; they must be all that it was allocated. */
    public double end() {
        int workers = Math.max(1, view.held());
        double toFirstStep = view.steppedAt() == null ? setup(workers) : 0;
        return toFirstStep + steps(workers) - ranFor;
    }

    /**
     * The same if it goes on with so many workers instead. Its steps then stand still while the workers connect, and what it
     * has done since the last step that was seen is reckoned from the time that passed.
     */
    public double resized(int workers) {
        int held = Math.max(1, view.held());
        if (workers == held) {
            return end();
        }
        double toFirstStep = view.steppedAt() == null ? setup(held) : 0;
        double stepped = Math.max(0, ranFor - toFirstStep) / StepTime.shared(stepSeconds, held, view.efficiency());
        double left = Math.max(0, view.stepsLeftBound() - stepped);
        return connectSeconds
                + Math.max(0, toFirstStep - ranFor)
                + left * StepTime.shared(stepSeconds, workers, view.efficiency());
    }

    /** Whether it holds every worker that it was allocated, so that it runs. */
    public boolean runs() {
        return view.held() > 0 && view.held() >= view.wanted();
    }

    /** Seconds from having so many warm workers to the first step on them, a bank lookup included. */
    public double setup(int workers) {
        return setupSeconds + (workers > 1 ? connectSeconds : 0);
    }

    /** Seconds of all steps that it may still take, on so many workers. */
    public double steps(int workers) {
        return StepTime.shared(workSeconds, workers, view.efficiency());
    }

    /** Seconds since the moment from which the end is reckoned. */
    private double ranFor(Instant now) {
        @Nullable Instant since = view.steppedAt() == null ? view.heldSince() : view.steppedAt();
        return since == null ? 0 : seconds(since, now);
    }

    private static int byDeadline(JobTime one, JobTime other) {
        int order = Double.compare(one.untilDeadline, other.untilDeadline);
        order = order == 0 ? one.view.deadline().compareTo(other.view.deadline()) : order;
        return order == 0 ? byArrival(one, other) : order;
    }

    private static int byArrival(JobTime one, JobTime other) {
        int order = one.view.submittedAt().compareTo(other.view.submittedAt());
        return order == 0 ? one.id().compareTo(other.id()) : order;
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e9;
    }
}
