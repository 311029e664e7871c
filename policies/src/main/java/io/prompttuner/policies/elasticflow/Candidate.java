package io.prompttuner.policies.elasticflow;

import io.prompttuner.domain.throughput.StepTime;
import io.prompttuner.policies.elasticflow.ElasticFlowSettings.Align;
import io.prompttuner.policies.time.JobTime;
import java.util.Comparator;

/**
 * One job with how long it takes on each number of workers it may have, which is a power of two; seconds from now.
 *
 * <p>If it goes on with the number it has, or waits for, it needs no more start-up than what is left of the present one. Any
 * other number means new workers, whose loading costs Tcold.
 */
final class Candidate {

    /** The nearest deadline first. */
    static final Comparator<Candidate> BY_DEADLINE = (one, other) -> JobTime.BY_DEADLINE.compare(one.time, other.time);

    /** Whoever came first. */
    static final Comparator<Candidate> BY_ARRIVAL = (one, other) -> JobTime.BY_ARRIVAL.compare(one.time, other.time);

    private final JobTime time;
    private final int top;
    private final int current;
    private final double staying;
    private final double mustEnd;

    Candidate(JobTime time, int gpus, Arrivals arrivals, Grid grid, Align align) {
        this.time = time;
        this.top =
                Integer.highestOneBit(Math.min(Math.max(1, time.view().maxWorkers()), Math.max(0, gpus / time.gpus())));
        int wanted = time.view().wanted();
        this.current = Integer.bitCount(wanted) == 1 && wanted <= top ? wanted : 0;
        this.staying = current == 0 ? 0 : Math.max(0, staying(arrivals));
        this.mustEnd = align == Align.EXACT ? time.untilDeadline() : grid.alignedDown(time.untilDeadline());
    }

    JobTime time() {
        return time;
    }

    int gpus() {
        return time.gpus();
    }

    /** The most workers it may ever have; 0 if not even one fits into the cluster. */
    int top() {
        return top;
    }

    /** The workers it has or waits for; 0 if it has none, or a number that is not a power of two. */
    int current() {
        return current;
    }

    /** Until when it must be done for the plan. */
    double mustEnd() {
        return mustEnd;
    }

    /** When it is done at the latest if it has so many workers from now on. */
    double finish(int level) {
        return level == current ? staying : time.load() + time.warm(level);
    }

    /** Seconds without progress at the beginning of a time with so many workers. */
    double startUp(int level, boolean fromNow) {
        return fromNow && level == current ? staying - time.steps(level) : time.load() + time.setup(level);
    }

    /** Seconds that its steps take on one worker. */
    double work() {
        return time.steps(1);
    }

    boolean inTime(int level) {
        return time.inTime(finish(level));
    }

    /** Whether any number of workers from now on would do. */
    boolean reachable() {
        for (int level = 1; level <= top; level *= 2) {
            if (inTime(level)) {
                return true;
            }
        }
        return false;
    }

    /** How many times faster than one so many workers are. */
    static double speed(int level) {
        return 1 / StepTime.shared(1, level);
    }

    private double staying(Arrivals arrivals) {
        return time.runs() ? time.end() : arrivals.lastOf(time) + time.warm(current);
    }
}
