package io.prompttuner.trainer.group;

import java.util.List;
import java.util.Optional;

/** Whom to ask for a state, one after the other, and when to ask again. */
final class Question {

    private static final long AGAIN = 500_000_000;

    private int asked;
    private long due = Long.MIN_VALUE;

    /** The next one to ask; nobody if it is too early, or if there is nobody. */
    Optional<String> next(List<String> others, long now) {
        if (now < due || others.isEmpty()) {
            return Optional.empty();
        }
        due = now + AGAIN;
        return Optional.of(others.get(asked++ % others.size()));
    }

    /** Asks again at once, the oldest first: somebody can be reached who could not be. */
    void hurry() {
        asked = 0;
        due = Long.MIN_VALUE;
    }

    /** When to look again. */
    long due(long now) {
        return Math.max(due, now + AGAIN / 10);
    }
}
