package io.prompttuner.controller.rule;

/** Numbers every change of those who share a job, so that a later one is higher: attempt x 2^12 + n, n from 0 per attempt. */
public final class Generations {

    /** Changes that one attempt has numbers for; then it takes another attempt. */
    public static final int MOST = 1 << 12;

    private Generations() {}

    /** The n-th change under an attempt. */
    public static long of(long attempt, int n) {
        return attempt * MOST + n;
    }
}
