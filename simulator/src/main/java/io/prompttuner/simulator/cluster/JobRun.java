package io.prompttuner.simulator.cluster;

import io.prompttuner.domain.convergence.StepsForecast;
import io.prompttuner.domain.scheduling.JobView;
import io.prompttuner.domain.throughput.StepTime;
import io.prompttuner.simulator.workload.SimJob;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One job from its arrival to its end: its workers, and how far it has come.
 *
 * <p>While it runs its progress is a line: step {@code done} was or will be made at {@code from}, and each further one takes
 * the same time. A policy is told that line and no more.
 */
final class JobRun {

    private static final long NEVER = -1;

    private final int index;
    private final SimJob truth;
    private final Pool pool;
    private final boolean looksUp;
    private final long target;
    private final LossCurve curve;
    private final List<SimWorker> workers = new ArrayList<>();
    private int wanted;
    private boolean running;
    private boolean started;
    private long done;
    private long from;
    private double stepMicros;
    private long heldSince;
    private long firstHeld = NEVER;
    private long ended = NEVER;
    private int resizes;
    private int version;
    private long told;
    private @Nullable JobView view;
    private boolean viewSteps;

    JobRun(int index, SimJob truth, Pool pool, BankRule bank) {
        this.index = index;
        this.truth = truth;
        this.pool = pool;
        this.looksUp = bank.uses(truth, pool.model().lookupSeconds());
        this.target = looksUp ? truth.bankSteps() : truth.ownSteps();
        this.curve = new LossCurve(truth, target);
    }

    /** Its place in the order of arrival. */
    int index() {
        return index;
    }

    SimJob truth() {
        return truth;
    }

    Pool pool() {
        return pool;
    }

    /** Whether it starts from the prompt bank. */
    boolean looksUp() {
        return looksUp;
    }

    int wanted() {
        return wanted;
    }

    void want(int count) {
        int allowed = Math.min(count, truth.maxWorkers());
        view = allowed == wanted ? view : null;
        wanted = allowed;
    }

    List<SimWorker> workers() {
        return workers;
    }

    int held() {
        return workers.size();
    }

    boolean isRunning() {
        return running;
    }

    boolean isUnserved() {
        return held() < wanted;
    }

    /** Changes with every change of its course, so that an end foretold before is void. */
    int version() {
        return version;
    }

    void take(SimWorker worker, long now) {
        workers.add(worker);
        heldSince = now;
        firstHeld = firstHeld == NEVER ? now : firstHeld;
        view = null;
    }

    SimWorker giveLast() {
        view = null;
        return workers.remove(workers.size() - 1);
    }

    void give(SimWorker worker) {
        view = null;
        workers.remove(worker);
    }

    /** Begins, or goes on after a pause, with all workers that it holds. */
    void start(long now, double connectSeconds) {
        double lookup = started || !looksUp ? 0 : pool.model().lookupSeconds();
        double connect = held() > 1 ? connectSeconds : 0;
        running = true;
        course(now + SimTime.micros(lookup + connect));
    }

    /** Goes on with another number of workers; a step that is half done stays half done. */
    void resize(long now, double connectSeconds) {
        resizes++;
        double half = now <= from ? 0 : (now - from) / stepMicros % 1;
        long setUp = Math.max(0, from - now); // a job that is still being set up goes on with that
        settle(now);
        long again = now + setUp + SimTime.micros(connectSeconds);
        course(again - Math.round(half * stepMicros()));
    }

    /** Stops at the last step that it has made. */
    void pause(long now) {
        settle(now);
        halt();
    }

    /** Falls back to its newest checkpoint. */
    void crash(long now, double checkpointSeconds) {
        long ran = Math.max(0, now - from);
        long every = SimTime.micros(checkpointSeconds);
        settle(now <= from ? now : from + ran / every * every);
        halt();
    }

    void end(long now) {
        settle(now);
        halt();
        done = target;
        ended = now;
    }

    boolean isEnded() {
        return ended != NEVER;
    }

    /** When it reaches its target if nothing changes; it must be running. */
    long endsAt() {
        return from + (long) Math.ceil((target - done) * stepMicros);
    }

    /** Steps made by a moment that is not before its last change. */
    long stepsAt(long now) {
        boolean steps = running && now > from;
        return steps ? Math.min(target, done + (long) Math.floor((now - from) / stepMicros)) : done;
    }

    /** Tells of every step that it has made on its present course and has not told of. */
    void tellSteps(long upTo, Observer observer) {
        long last = upTo >= from && running ? stepsAt(upTo) : done;
        for (long step = told + 1; step <= last; step++) {
            long at = from + (long) Math.ceil(Math.max(0, step - done) * stepMicros);
            observer.stepped(truth.id(), step, curve.at(step), at);
        }
        told = Math.max(told, last);
    }

    JobResult result() {
        boolean met = isEnded() && ended <= truth.deadlineMicros();
        return new JobResult(truth, looksUp, firstHeld, ended, met, done, resizes);
    }

    int resizes() {
        return resizes;
    }

    /** As a policy sees it now. */
    JobView view(long now) {
        boolean steps = running && (started || now >= from);
        if (view == null || steps != viewSteps) {
            view = fresh(steps);
            viewSteps = steps;
        }
        return view;
    }

    private JobView fresh(boolean steps) {
        boolean begun = started || steps;
        return new JobView(
                truth.id(),
                truth.tenant(),
                truth.baseModel(),
                SimTime.instant(truth.submittedMicros()),
                SimTime.instant(truth.deadlineMicros()),
                truth.maxWorkers(),
                new StepsForecast(done, truth.maxSteps(), truth.maxSteps(), truth.maxSteps(), truth.maxSteps(), 1),
                pool.model().stepSeconds(),
                StepTime.EFFICIENCY,
                begun,
                wanted,
                held(),
                workers.isEmpty() ? null : SimTime.instant(heldSince),
                steps ? SimTime.instant(from) : null,
                looksUp && !begun ? pool.model().lookupSeconds() : 0);
    }

    private void course(long firstStepFrom) {
        from = firstStepFrom;
        stepMicros = stepMicros();
        version++;
        view = null;
    }

    private double stepMicros() {
        return 1e6 * StepTime.shared(pool.model().stepSeconds(), held());
    }

    private void settle(long now) {
        if (running && now >= from) {
            started = true;
            done = stepsAt(now);
        }
        from = Math.max(from, now);
    }

    private void halt() {
        running = false;
        version++;
        view = null;
    }
}
