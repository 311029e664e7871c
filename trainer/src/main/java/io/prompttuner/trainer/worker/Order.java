package io.prompttuner.trainer.worker;

import io.prompttuner.wire.event.EndReason;

/** What the run of a job has to do at a step boundary. The strongest of those given counts. */
public sealed interface Order {

    /** Take the next step, under this attempt and at this share of the global batch. */
    record GoOn(long attempt, double batchScale) implements Order {
        @Override
        public int strength() {
            return 0;
        }
    }

    /** Checkpoint and let go. */
    record Pause(Why why) implements Order {
        @Override
        public int strength() {
            return 1;
        }
    }

    /** End the job with its best prompt. */
    record Stop(EndReason reason) implements Order {
        @Override
        public int strength() {
            return 2;
        }
    }

    /** The process ends: checkpoint and go without a word. */
    record Leave() implements Order {
        @Override
        public int strength() {
            return 3;
        }
    }

    /** Let go at once and write nothing more. */
    record Drop() implements Order {
        @Override
        public int strength() {
            return 4;
        }
    }

    /** Of two orders the stronger is obeyed. */
    int strength();

    /** Whether there is no use in waiting for a store or the broker any more. */
    default boolean endsWaiting() {
        return strength() >= 3;
    }

    /** This one, unless the one given before is stronger. */
    default Order over(Order before) {
        return before.strength() > strength() ? before : this;
    }
}
