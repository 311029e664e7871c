package io.prompttuner.trainer.group.live;

import io.prompttuner.trainer.group.Letter;
import io.prompttuner.trainer.group.Roster;

/**
 * Carries letters between members, each with each. It may lose some: then it says that the member is lost or, once it
 * is there again, reached. What comes in, and such news, it leaves in an {@link Inbox}.
 */
public interface Mesh extends AutoCloseable {

    /** Links up with those who belong to the group, and goes on trying. */
    void follow(Roster roster);

    /** Sends without waiting. */
    void send(Letter letter);

    /** Takes leave of all: what was sent arrives, and they see that nothing more is coming. */
    @Override
    void close();
}
