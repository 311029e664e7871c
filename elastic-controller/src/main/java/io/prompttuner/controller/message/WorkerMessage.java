package io.prompttuner.controller.message;

import org.jspecify.annotations.Nullable;

/** What a worker says over its stream; the last word of a stream is {@link Closed}. */
public sealed interface WorkerMessage {

    /**
     * The first message of a stream.
     *
     * @param baseModelHash content hash of the base model's directory
     * @param term the highest controller term the worker has obeyed; 0 before the first
     * @param warm whether the weights are loaded
     * @param address {@code host:port} where others who share a job reach it
     * @param numerics on what the last bits of its results depend; empty until the weights are loaded
     */
    record Attached(
            String baseModel,
            String baseModelHash,
            int gpus,
            long term,
            boolean warm,
            String address,
            String numerics,
            @Nullable Holding holding)
            implements WorkerMessage {
        @Override
        public void accept(Visitor visitor) {
            visitor.attached(this);
        }
    }

    /** Once a second. */
    record Heartbeat(@Nullable Holding holding) implements WorkerMessage {
        @Override
        public void accept(Visitor visitor) {
            visitor.heartbeat(this);
        }
    }

    /** The weights are loaded. */
    record Warm(String numerics) implements WorkerMessage {
        @Override
        public void accept(Visitor visitor) {
            visitor.warm(this);
        }
    }

    /** The worker is free again. */
    record LetGo(Holding held, Why why, String error) implements WorkerMessage {
        @Override
        public void accept(Visitor visitor) {
            visitor.letGo(this);
        }
    }

    /** The worker cannot serve at all. */
    record Failed(String error) implements WorkerMessage {
        @Override
        public void accept(Visitor visitor) {
            visitor.failed(this);
        }
    }

    /** The stream has ended, for whatever reason; the worker may live on and come back. */
    record Closed() implements WorkerMessage {
        @Override
        public void accept(Visitor visitor) {
            visitor.closed();
        }
    }

    /** Why a worker let go. */
    enum Why {
        PAUSED,
        ENDED,
        DROPPED,
        ERROR,
        ORPHANED,
        LEFT
    }

    void accept(Visitor visitor);

    /** Handles every case. */
    interface Visitor {
        void attached(Attached attached);

        void heartbeat(Heartbeat heartbeat);

        void warm(Warm warm);

        void letGo(LetGo letGo);

        void failed(Failed failed);

        void closed();
    }
}
