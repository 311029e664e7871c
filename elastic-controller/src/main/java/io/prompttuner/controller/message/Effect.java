package io.prompttuner.controller.message;

import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.Event;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything a controller can ask for. Effects with a ticket are answered by {@link Input.Done}; appends of one key
 * reach the log in the order in which they were asked for.
 */
public sealed interface Effect {

    /**
     * Append to a topic, retried until it is acknowledged.
     *
     * @param event absent for a tombstone
     */
    record Append(
            long ticket, Topic topic, String key, @Nullable Event event) implements Effect {
        @Override
        public void accept(Visitor visitor) {
            visitor.append(this);
        }
    }

    /** Read the job's partition of {@code steps} to the end it has now. */
    record ReadSteps(long ticket, String job) implements Effect {
        @Override
        public void accept(Visitor visitor) {
            visitor.readSteps(this);
        }
    }

    /** Read {@code terms} to the end it has now. */
    record LookAtTerms(long ticket) implements Effect {
        @Override
        public void accept(Visitor visitor) {
            visitor.lookAtTerms(this);
        }
    }

    /** Read every topic to the end it has now. */
    record ReadAll(long ticket) implements Effect {
        @Override
        public void accept(Visitor visitor) {
            visitor.readAll(this);
        }
    }

    /** Tell a worker, over its newest stream; lost if it has none. */
    record Tell(String worker, long term, Command command) implements Effect {
        @Override
        public void accept(Visitor visitor) {
            visitor.tell(this);
        }
    }

    /** There should be such a process; asked again until it is listed. */
    record StartWorker(String worker, String baseModel) implements Effect {
        @Override
        public void accept(Visitor visitor) {
            visitor.startWorker(this);
        }
    }

    /** There should be no such process; asked again until it is no longer listed. */
    record StopWorker(String worker) implements Effect {
        @Override
        public void accept(Visitor visitor) {
            visitor.stopWorker(this);
        }
    }

    /** Remove the checkpoints of these jobs: each has its outcome. */
    record RemoveCheckpoints(Set<String> jobs) implements Effect {
        @Override
        public void accept(Visitor visitor) {
            visitor.removeCheckpoints(this);
        }
    }

    /**
     * Look through the prompt store for old prompts that neither these names nor a checkpoint in the store need.
     *
     * @param last false at the first look, which sets them aside; true at the second, which restores or discards them
     */
    record SweepPrompts(Set<NamedPrompt> named, boolean last) implements Effect {
        @Override
        public void accept(Visitor visitor) {
            visitor.sweepPrompts(this);
        }
    }

    /** Something that only a person can mend. */
    record Warn(String what) implements Effect {
        @Override
        public void accept(Visitor visitor) {
            visitor.warn(this);
        }
    }

    /** A higher term was seen: end this controller. Nothing comes after it. */
    record StepDown(String why) implements Effect {
        @Override
        public void accept(Visitor visitor) {
            visitor.stepDown(this);
        }
    }

    void accept(Visitor visitor);

    /** Handles every case. */
    interface Visitor {
        void append(Append append);

        void readSteps(ReadSteps read);

        void lookAtTerms(LookAtTerms look);

        void readAll(ReadAll read);

        void tell(Tell tell);

        void startWorker(StartWorker start);

        void stopWorker(StopWorker stop);

        void removeCheckpoints(RemoveCheckpoints remove);

        void sweepPrompts(SweepPrompts sweep);

        void warn(Warn warn);

        void stepDown(StepDown stepDown);
    }
}
