package io.prompttuner.policies.edf;

import io.prompttuner.domain.scheduling.JobView;
import io.prompttuner.domain.throughput.StepTime;
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
    private final double connectSeconds;
    private final double untilDeadline;
    private final double heldSeconds;
    private final double runSeconds;
    private final double slack;
    private final boolean hopeless;
    private final int gpus;
    private final int most;

    /** @param spareGpus that are left when every job has one worker */
    Candidate(JobView job, ModelTimes times, EdfSettings settings, int spareGpus, Instant now) {
        this.job = job;
        this.stepSeconds = job.stepSeconds() > 0 ? job.stepSeconds() : times.stepSeconds(job.baseModel());
        this.beginSeconds = times.beginSeconds(job.baseModel(), job.started());
        this.connectSeconds = times.connectSeconds(job.baseModel());
        this.untilDeadline = seconds(now, job.deadline());
        this.heldSeconds = job.heldSince() == null ? 0 : seconds(job.heldSince(), now);
        this.runSeconds = job.forecast().stepsLeft() * stepSeconds;
        this.slack = untilDeadline - job.forecast().stepsLeftAtMost() * stepSeconds;
        this.gpus = times.gpus(job.baseModel());
        this.most = Math.min(job.maxWorkers(), 1 + Math.max(0, spareGpus) / gpus);
        this.hopeless = bestChance() < settings.hope();
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

    /** Whether more than one worker was ever an option for it. */
    boolean mayShare() {
        return job.maxWorkers() > 1;
    }

    /** Most workers it may have while every other job has one. */
    int most() {
        return most;
    }

    /** Workers that it was allocated, as far as it may still have them. */
    int allocated() {
        return Math.min(job.wanted(), job.maxWorkers());
    }

    int heldWorkers() {
        return job.held();
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
        return chance(1, delay);
    }

    /** The same if several workers share the steps. */
    double chance(int workers, double delay) {
        return chance(workers, delay, 1);
    }

    /** The same if a step takes so many times as long as it is expected to. */
    double chance(int workers, double delay, double slower) {
        return job.forecast().chanceWithin((untilDeadline - delay) / (slower * stepSeconds(workers)));
    }

    /** The same if others join the workers that it has. */
    double chance(Growth growth) {
        if (untilDeadline < growth.starts()) {
            return 0;
        }
        double alone = Math.min(growth.joins(), untilDeadline) - growth.starts();
        double together = untilDeadline - growth.joins() - connectSeconds;
        return job.forecast()
                .chanceWithin(Math.max(0, alone) / stepSeconds(growth.from())
                        + Math.max(0, together) / stepSeconds(growth.to()));
    }

    /** By how much the median case is late if the next step begins that much later; negative when early. */
    double lateness(double delay) {
        return lateness(1, delay);
    }

    /** The same if several workers share the steps. */
    double lateness(int workers, double delay) {
        return delay + shared(runSeconds, workers) - untilDeadline;
    }

    /** The same if others join the workers that it has. */
    double lateness(Growth growth) {
        double alone = (growth.joins() - growth.starts()) / shared(1, growth.from());
        double left = runSeconds - alone;
        return left <= 0
                ? lateness(growth.from(), growth.starts())
                : growth.joins() + connectSeconds + shared(left, growth.to()) - untilDeadline;
    }

    /** Seconds of a step that several workers share. */
    double stepSeconds(int workers) {
        return shared(stepSeconds, workers);
    }

    private double shared(double seconds, int workers) {
        return StepTime.shared(seconds, workers, job.efficiency());
    }

    private double bestChance() {
        double begins = held() ? 0 : beginSeconds;
        double alone = chance(begins);
        return most == 1 ? alone : Math.max(alone, chance(new Growth(1, begins, most, begins)));
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
