package io.prompttuner.trainer.worker;

import org.jspecify.annotations.Nullable;

/** What a worker says to the controller. */
public sealed interface FleetMessage {

    /**
     * The first message of a stream.
     *
     * @param term the highest controller term this worker has obeyed; 0 before the first
     * @param warm whether the weights are loaded
     * @param numerics on what the last bits of its results depend; empty until the weights are loaded
     */
    record Attached(
            long term,
            boolean warm,
            String numerics,
            @Nullable Holding holding) implements FleetMessage {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.attached(this);
        }
    }

    /** Once a second. */
    record Heartbeat(@Nullable Holding holding) implements FleetMessage {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.heartbeat(this);
        }
    }

    /** The weights are loaded. */
    record Warm(double seconds, String numerics) implements FleetMessage {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.warm(this);
        }
    }

    /**
     * The worker is free again.
     *
     * @param error one line, for {@link Why#ERROR}; empty otherwise
     */
    record LetGo(Holding held, Why why, String error) implements FleetMessage {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.letGo(this);
        }
    }

    /** The worker can't serve at all. */
    record Failed(String error) implements FleetMessage {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.failed(this);
        }
    }

    <R> R accept(Visitor<R> visitor);

    /** Handles every case. */
    interface Visitor<R> {
        R attached(Attached attached);

        R heartbeat(Heartbeat heartbeat);

        R warm(Warm warm);

        R letGo(LetGo letGo);

        R failed(Failed failed);
    }
}
