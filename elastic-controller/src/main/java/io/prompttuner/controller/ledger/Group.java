package io.prompttuner.controller.ledger;

import io.prompttuner.controller.rule.Generations;
import io.prompttuner.wire.event.AssignmentEvent;
import java.util.List;
import java.util.Optional;

/**
 * Those who share a job from the moment it is bound until it is released, however they and the attempts change.
 *
 * @param founded the generation it began with
 * @param generation of its last change
 * @param seats oldest first
 */
public record Group(long founded, long generation, List<Seat> seats) {

    public Group {
        seats = List.copyOf(seats);
    }

    /**
     * One of them.
     *
     * @param since the generation it came with: one that comes again has another
     */
    public record Seat(String worker, long since) {}

    static Group founded(AssignmentEvent event) {
        long generation = generation(event);
        return new Group(
                generation,
                generation,
                event.workers().stream()
                        .map(worker -> new Seat(worker, generation))
                        .toList());
    }

    /** The group after a record that goes on with it. */
    Group after(AssignmentEvent event) {
        long next = generation(event);
        return new Group(
                founded,
                next,
                event.workers().stream()
                        .map(worker -> seat(worker).orElse(new Seat(worker, next)))
                        .toList());
    }

    boolean isEnteredBy(AssignmentEvent event) {
        return event.workers().stream().anyMatch(workers()::contains);
    }

    public List<String> workers() {
        return seats.stream().map(Seat::worker).toList();
    }

    static long generation(AssignmentEvent event) {
        Integer change = event.generation();
        return Generations.of(event.attempt(), change == null ? 0 : change);
    }

    /** Which change under this attempt the last one was. */
    public int change(long attempt) {
        return (int) (generation - Generations.of(attempt, 0));
    }

    private Optional<Seat> seat(String worker) {
        return seats.stream().filter(seat -> seat.worker().equals(worker)).findFirst();
    }
}
