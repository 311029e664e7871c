package io.prompttuner.policies.edf;

import io.prompttuner.domain.scheduling.JobView;
import io.prompttuner.policies.time.ModelTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/** One job with what its numbers mean at this moment; all times are seconds from now. */
final class Candidate {

    /** Those that may still meet their deadline first, the nearest deadline before the others. */
    static final Comparator<Candidate> BY_URGENCY = Candidate::urgency;

    /** Those who lose nothing by a pause first, then whoever has most time to spare. */
    static final Comparator<Candidate> EASIEST_TO_PAUSE = Candidate::ease;

    private final JobView job;
    private final double stepSeconds;
    private final double beginSeconds;
    private final double untilDeadline;
    private final double heldSeconds;
    private final double runSeconds;
    private final double slack;
    private final boolean hopeless;
    private final int gpus;

    Candidate(JobView job, ModelTimes times, EdfSettings settings, Instant now) {
        this.job = job;
        this.stepSeconds = job.stepSeconds() > 0 ? job.stepSeconds() : times.stepSeconds(job.baseModel());
        this.beginSeconds = times.beginSeconds(job.baseModel(), job.started());
        this.untilDeadline = seconds(now, job.deadline());
        this.heldSeconds = job.heldSince() == null ? 0 : seconds(job.heldSince(), now);
        this.runSeconds = job.forecast().stepsLeft() * stepSeconds;
        this.slack = untilDeadline - job.forecast().stepsLeftAtMost() * stepSeconds;
        this.gpus = times.gpus(job.baseModel());
        this.hopeless = chance(job.held() > 0 ? 0 : beginSeconds) < settings.hope();
    }

    String id() {
        return job.job();
    }

    String baseModel() {
        return job.baseModel();
    }

    /** How many GPUs a worker of its base model occupies. */
    int gpus() {
        return gpus;
    }

    boolean wanted() {
        return job.wanted() > 0;
    }

    /** Whether it holds a worker, so that to run on costs nothing. */
    boolean held() {
        return job.held() > 0;
    }

    double heldSeconds() {
        return heldSeconds;
    }

    boolean hopeless() {
        return hopeless;
    }

    double stepSeconds() {
        return stepSeconds;
    }

    /** From having a worker to the first step. */
    double beginSeconds() {
        return beginSeconds;
    }

    /** Time the steps still take, in the median case. */
    double runSeconds() {
        return runSeconds;
    }

    /** What is left of the time to the deadline when the steps have taken all they may, in nine of ten cases. */
    double slack() {
        return slack;
    }

    /** Probability that the deadline is met if the next step begins that much later. */
    double chance(double delay) {
        return job.forecast().chanceWithin((untilDeadline - delay) / stepSeconds);
    }

    /** By how much the median case is late if the next step begins that much later; negative when early. */
    double lateness(double delay) {
        return delay + runSeconds - untilDeadline;
    }

    /** Compared a hundred thousand times a second, hence by hand. */
    private static int urgency(Candidate one, Candidate other) {
        int order = Boolean.compare(one.hopeless, other.hopeless);
        order = order == 0 ? one.job.deadline().compareTo(other.job.deadline()) : order;
        order = order == 0 ? one.job.submittedAt().compareTo(other.job.submittedAt()) : order;
        return order == 0 ? one.id().compareTo(other.id()) : order;
    }

    private static int ease(Candidate one, Candidate other) {
        int order = Boolean.compare(other.hopeless, one.hopeless);
        order = order == 0 ? Double.compare(other.slack, one.slack) : order;
        return order == 0 ? one.id().compareTo(other.id()) : order;
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }
}
