package io.prompttuner.trainer.group;

import io.prompttuner.trainer.group.Message.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Parts of this round and of later ones, as others may be ahead. Bounded: the oldest rounds make room. */
final class Post {

    private static final int ROUNDS = 32;

    private final NavigableMap<Long, List<Heard>> byRound = new TreeMap<>();

    /** What a member has said. */
    record Heard(String from, Parts parts) {}

    void put(String from, Parts parts) {
        byRound.computeIfAbsent(parts.round(), round -> new ArrayList<>()).add(new Heard(from, parts));
        if (byRound.size() > ROUNDS) {
            byRound.pollFirstEntry();
        }
    }

    List<Heard> of(long round) {
        return byRound.getOrDefault(round, List.of());
    }

    void dropBefore(long round) {
        byRound.headMap(round, false).clear();
    }
}
