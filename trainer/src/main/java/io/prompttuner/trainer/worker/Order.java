package io.prompttuner.trainer.worker;

import io.prompttuner.wire.event.EndReason;
import java.util.Optional;

/** What the run of a job has to do at a step boundary. The strongest of those given counts. */
public sealed interface Order {

    /** Take the next step, under this attempt, at this share of the global batch and with this team. */
    record GoOn(long attempt, double batchScale, Team team) implements Order {
        @Override
        public int strength() {
            return 0;
        }

        @Override
        public Optional<Team> sharedBy() {
            return Optional.of(team);
        }

        @Override
        public Order with(Team newer) {
            return new GoOn(attempt, batchScale, newer);
        }
    }

    /** Checkpoint and let go. */
    record Pause(Why why) implements Order {
        @Override
        public int strength() {
            return 1;
        }
    }

    /** End the job with its best prompt, if that is on this member of the team. */
    record Stop(EndReason reason, Optional<Team> sharedBy) implements Order {
        @Override
        public int strength() {
            return 2;
        }

        @Override
        public Order with(Team newer) {
            return new Stop(reason, Optional.of(newer));
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

    /** Who shares the job, as far as that still counts. */
    default Optional<Team> sharedBy() {
        return Optional.empty();
    }

    /** The same with another team, if that still counts. */
    default Order with(Team newer) {
        return this;
    }

    /** Whether there is no use in waiting for a store or the broker any more. */
    default boolean endsWaiting() {
        return strength() >= 3;
    }

    /** This one, unless the one given before is stronger. */
    default Order over(Order before) {
        return before.strength() > strength() ? before : this;
    }
}
