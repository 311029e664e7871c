package io.prompttuner.trainer.worker;

import io.prompttuner.trainer.group.Roster;
import java.util.List;
import java.util.Optional;

/**
 * Those who share a job, by the word of the controller.
 *
 * @param name of the group, by which its members let each other in
 * @param generation rises with every change
 * @param seats oldest first
 */
public record Team(String name, long generation, List<Seat> seats) {

    public Team {
        seats = List.copyOf(seats);
    }

    /**
     * One of them.
     *
     * @param member what the others call it; another name whenever it comes anew
     * @param address {@code host:port} where they reach it
     */
    public record Seat(String worker, String member, String address) {}

    /** What the others call this worker, if it is one of them. */
    public Optional<String> memberOf(String worker) {
        return seats.stream()
                .filter(seat -> seat.worker().equals(worker))
                .map(Seat::member)
                .findFirst();
    }

    /** Whether this worker has been of the team longest, and so speaks for it where nobody leads yet. */
    public boolean isOldest(String worker) {
        return !seats.isEmpty() && seats.get(0).worker().equals(worker);
    }

    /** The same for the members themselves. */
    public Roster roster() {
        return new Roster(
                generation,
                seats.stream()
                        .map(seat -> new Roster.Seat(seat.member(), seat.address()))
                        .toList());
    }
}
