package io.prompttuner.platform.supervisor;

/**
 * What is known about a part now.
 *
 * @param pid of its process; 0 while there is none
 * @param restarts how often it was started again
 * @param detail why it failed, in one line; empty otherwise
 */
public record PartStatus(String name, PartState state, long pid, int restarts, String detail) {

    static PartStatus waiting(String name) {
        return new PartStatus(name, PartState.WAITING, 0, 0, "");
    }

    PartStatus starting(long newPid) {
        return new PartStatus(name, PartState.STARTING, newPid, restarts, "");
    }

    PartStatus now(PartState newState) {
        return new PartStatus(name, newState, pid, restarts, "");
    }

    PartStatus failed(String why) {
        return new PartStatus(name, PartState.FAILED, 0, restarts + 1, why);
    }
}
