package io.prompttuner.controller.message;

import java.util.List;

/**
 * Those who share a job, in the words in which workers are told of it.
 *
 * @param name by which they let each other in
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
}
