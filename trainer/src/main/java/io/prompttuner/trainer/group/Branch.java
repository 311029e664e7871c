package io.prompttuner.trainer.group;

import io.prompttuner.trainer.tuning.Throttle;
import io.prompttuner.trainer.tuning.TuningState;
import java.util.Comparator;
import java.util.List;

/**
 * Which way a job has gone where it could have gone several: its changes of the batch scale are all that members could
 * come to differ in. Of two branches the one with more changes is gone on with, then the one that changed earlier, so
 * that members that disagree come to agree without a vote.
 *
 * @param throttles changes so far
 * @param last step of the last one, -1 without any
 */
public record Branch(int throttles, long last) implements Comparable<Branch> {

    static final Branch NONE = new Branch(0, -1);

    private static final Comparator<Branch> PRECEDENCE =
            Comparator.comparingInt(Branch::throttles).thenComparing(Branch::last, Comparator.reverseOrder());

    public static Branch of(TuningState state) {
        List<Throttle> throttles = state.throttles();
        return throttles.isEmpty()
                ? NONE
                : new Branch(
                        throttles.size(), throttles.get(throttles.size() - 1).step());
    }

    @Override
    public int compareTo(Branch other) {
        return PRECEDENCE.compare(this, other);
    }
}
