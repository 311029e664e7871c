package io.prompttuner.trainer.run.elastic;

import io.prompttuner.trainer.run.elastic.History.Event;
import io.prompttuner.trainer.run.elastic.History.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A history as it is played: one event after the other, the next only when the last has taken effect. */
final class Script {

    private final Deque<Event> coming;
    private @Nullable Event now;
    private String whose = "";

    Script(History history) {
        this.coming = new ArrayDeque<>(history.events());
    }

    /** The event that is due at a step, if there is one and nothing else is going on. */
    Optional<Event> due(long step) {
        return now == null && !coming.isEmpty() && coming.element().step() <= step
                ? Optional.of(coming.remove())
                : Optional.empty();
    }

    /** It happens to this member; empty for all. */
    void begins(Event event, String member) {
        now = event;
        whose = member;
    }

    /** What shows that such an event has taken effect was seen at this member. */
    void seen(Kind kind, String member) {
        if (now != null && now.kind() == kind && (whose.isEmpty() || whose.equals(member))) {
            now = null;
        }
    }

    /** Members that are still to join. */
    int joins() {
        return (int) coming.stream().filter(event -> event.kind() == Kind.JOIN).count();
    }

    /** Whether a pause is going on. */
    boolean pausing() {
        return now != null && now.kind() == Kind.PAUSE;
    }

    /** What has not happened, or not taken effect. */
    List<Event> left() {
        return Stream.concat(Stream.ofNullable(now), coming.stream()).toList();
    }
}
