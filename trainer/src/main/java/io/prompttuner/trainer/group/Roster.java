package io.prompttuner.trainer.group;

import java.util.List;
import java.util.Optional;

/**
 * Who belongs to a group, by the word of whoever is in charge of it.
 *
 * @param generation rises with every change
 * @param seats in order of age: the first that is there divides the work
 */
public record Roster(long generation, List<Seat> seats) {

    public Roster {
        seats = List.copyOf(seats);
    }

    /**
     * One member.
     *
     * @param member its name
     * @param address {@code host:port} where others reach it
     */
    public record Seat(String member, String address) {}

    public boolean has(String member) {
        return seats.stream().anyMatch(seat -> seat.member().equals(member));
    }

    public List<String> members() {
        return seats.stream().map(Seat::member).toList();
    }

    /** Members older than this one. */
    public List<Seat> before(String member) {
        int at = members().indexOf(member);
        return at < 0 ? List.of() : seats.subList(0, at);
    }

    Optional<Seat> seat(String member) {
        return seats.stream().filter(seat -> seat.member().equals(member)).findFirst();
    }
}
