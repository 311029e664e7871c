package io.prompttuner.trainer.worker;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a worker is in its life. */
public sealed interface Phase {

    /** The weights are on their way. */
    record Loading() implements Phase {}

    /** Ready for a job. */
    record Warm() implements Phase {}

    /**
     * At work on a job.
     *
     * @param order what the run has to do at the next boundary
     * @param ending the run writes the job's end; only a drop can still reach it
     * @param next told meanwhile, to be begun as soon as this one is let go
     */
    record Busy(Holding holding, Order order, boolean ending, Command.@Nullable Assign next) implements Phase {

        static Busy with(Command.Assign assignment) {
            Team team = assignment.team();
            return new Busy(
                    new Holding(
                            assignment.job().job(),
                            assignment.attempt(),
                            0,
                            assignment.batchScale(),
                            team.generation()),
                    new Order.GoOn(assignment.attempt(), assignment.batchScale(), team),
                    false,
                    null);
        }

        /** With another team; who is to let go does so all the same. */
        Busy of(Team team) {
            return new Busy(holding.of(team), order.with(team), ending, next);
        }

        /** With this to be begun as soon as what is held is let go. */
        Busy then(Command.Assign assignment) {
            return new Busy(holding, order, ending, assignment);
        }

        Busy ordered(Order given) {
            return new Busy(holding, given.over(order), ending, next);
        }

        Busy holding(Holding now) {
            return new Busy(now, order, ending, next);
        }

        /** Whether it goes on with the team of this name. */
        boolean isOf(Team team) {
            return order instanceof Order.GoOn goOn && goOn.team().name().equals(team.name());
        }

        boolean goesOn() {
            return !ending && order instanceof Order.GoOn;
        }
    }

    /** Can't serve. */
    record Broken(String error) implements Phase {}

    /** The process ends; nothing is begun any more. */
    record Closed() implements Phase {}

    /** Whether the weights are loaded. */
    default boolean warm() {
        return this instanceof Warm || this instanceof Busy;
    }

    /** The job and what there is to do about it, while there is one. */
    default Optional<Busy> busy() {
        return this instanceof Busy busy ? Optional.of(busy) : Optional.empty();
    }
}
