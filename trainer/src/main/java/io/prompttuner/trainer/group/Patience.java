package io.prompttuner.trainer.group;

/**
 * How long a member waits for the others in one round: a few times what rounds took lately.
 *
 * @param first bound while no round has been seen, nanoseconds
 * @param least bound however fast rounds are, nanoseconds
 * @param times of the expected time
 */
public record Patience(long first, long least, double times) {

    private static final long MILLISECOND = 1_000_000;

    /** Members are alike and near; that one stands still for some 100 ms (garbage, a busy processor) is no fault. */
    public static final Patience DEFAULT = new Patience(5_000 * MILLISECOND, 1_000 * MILLISECOND, 4);

    /** The bound when a round is expected to take so long; nanoseconds, 0 when unknown. */
    long bound(long expected) {
        return expected == 0 ? first : Math.max(least, (long) (times * expected));
    }
}
