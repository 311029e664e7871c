package io.prompttuner.trainer.run.elastic;

import io.prompttuner.trainer.group.Roster.Seat;

/**
 * A member of a run, by the name that the others know it by.
 *
 * @param joins whether it gets its state from the others
 */
record Member(String name, MemberPool.Warm warm, boolean joins) {

    Seat seat() {
        return new Seat(name, "127.0.0.1:" + warm.port());
    }

    void say(Line line) {
        warm.process().say(line);
    }
}
