package io.prompttuner.controller.message;

import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.Event;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that can happen to a controller. */
public sealed interface Input {

    /**
     * A record of a topic, in the order of its partition; also the controller's own.
     *
     * @param event absent for a tombstone
     */
    record Read(
            Topic topic, String key, long offset, @Nullable Event event) implements Input {
        @Override
        public void accept(Visitor visitor) {
            visitor.read(this);
        }
    }

    /** Once, first of all barriers: every topic is read to an end that was looked up after the claim of the term. */
    record CaughtUp() implements Input {
        @Override
        public void accept(Visitor visitor) {
            visitor.caughtUp();
        }
    }

    /**
     * What an effect with this ticket asked for has happened: the append is acknowledged, or whatever stood in the log
     * when the effect was carried out has been handed over by {@link Read}.
     */
    record Done(long ticket) implements Input {
        @Override
        public void accept(Visitor visitor) {
            visitor.done(ticket);
        }
    }

    /** The time; several a second. Nothing else tells it. */
    record Tick(Instant now) implements Input {
        @Override
        public void accept(Visitor visitor) {
            visitor.tick(now);
        }
    }

    /**
     * A worker spoke.
     *
     * @param stream number of the worker's stream; a later stream has a higher one
     */
    record Heard(String worker, long stream, WorkerMessage message) implements Input {
        @Override
        public void accept(Visitor visitor) {
            visitor.heard(this);
        }
    }

    /** All worker processes, as their owner sees them. */
    record Listed(List<WorkerProcess> processes) implements Input {
        @Override
        public void accept(Visitor visitor) {
            visitor.listed(processes);
        }
    }

    void accept(Visitor visitor);

    /** Handles every case. */
    interface Visitor {
        void read(Read read);

        void caughtUp();

        void done(long ticket);

        void tick(Instant now);

        void heard(Heard heard);

        void listed(List<WorkerProcess> processes);
    }
}
