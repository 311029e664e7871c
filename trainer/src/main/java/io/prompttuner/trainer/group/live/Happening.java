package io.prompttuner.trainer.group.live;

import io.prompttuner.trainer.group.Membership;
import io.prompttuner.trainer.group.Message;
import io.prompttuner.trainer.group.Roster;

/** What happens to a member while it computes or waits. */
sealed interface Happening {

    record Heard(String from, Message message) implements Happening {}

    record Reached(String member) implements Happening {}

    record Lost(String member) implements Happening {}

    record Appointed(Roster roster) implements Happening {}

    /** Tells it to a membership. */
    default void to(Membership membership) {
        if (this instanceof Heard heard) {
            membership.heard(heard.from(), heard.message());
        } else if (this instanceof Reached reached) {
            membership.reached(reached.member());
        } else if (this instanceof Lost lost) {
            membership.lost(lost.member());
        } else {
            membership.appointed(((Appointed) this).roster());
        }
    }
}
