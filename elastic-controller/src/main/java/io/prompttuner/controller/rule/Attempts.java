package io.prompttuner.controller.rule;

/** Mints the attempts of one controller: term x 2^20 + n, n from 1 per job, so that they only rise. */
public final class Attempts {

    private static final int BITS = 20;

    private Attempts() {}

    /** The n-th attempt that a controller of this term makes of a job. */
    public static long of(long term, int n) {
        if (n < 1 || n >= 1 << BITS) {
            throw new IllegalArgumentException("attempt %d of one term".formatted(n));
        }
        return (term << BITS) + n;
    }

    /** The term under which an attempt was made. */
    public static long term(long attempt) {
        return attempt >> BITS;
    }
}
