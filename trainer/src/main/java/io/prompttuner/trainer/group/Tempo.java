package io.prompttuner.trainer.group;

/** How long rounds take, and so how long to wait for others in one. Steps and evaluations are told apart. */
final class Tempo {

    private final Patience patience;
    private final MovingAverage steps = new MovingAverage();
    private final MovingAverage evaluations = new MovingAverage();

    Tempo(Patience patience) {
        this.patience = patience;
    }

    /** Nanoseconds from the beginning of a round after which whoever has not spoken is silent. */
    long bound(boolean step) {
        return patience.bound((long) of(step).mean());
    }

    /** Shortest silence that counts as one, nanoseconds. */
    long least() {
        return patience.least();
    }

    /** A round in which nobody was waited for in vain. */
    void took(boolean step, long nanos) {
        of(step).add((double) nanos);
    }

    private MovingAverage of(boolean step) {
        return step ? steps : evaluations;
    }
}
