package io.prompttuner.trainer.worker;

/** Everything that can happen to a worker. */
public sealed interface Happening {

    /** The stream to the controller is open. */
    record Connected() implements Happening {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.connected();
        }
    }

    /** The stream is closed, for whatever reason. */
    record Disconnected() implements Happening {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.disconnected();
        }
    }

    /** A controller spoke, under this term. */
    record Told(long term, Command command) implements Happening {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.told(this);
        }
    }

    /**
     * The weights are loaded, after so many seconds.
     *
     * @param numerics on what the last bits of its results depend: threads, library build, kernels, dtype
     */
    record Loaded(double seconds, String numerics) implements Happening {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.loaded(this);
        }
    }

    /** The worker can't serve at all. */
    record Broken(String error) implements Happening {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.broken(error);
        }
    }

    /** The run stands between two steps. */
    record Boundary(long step) implements Happening {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.boundary(step);
        }
    }

    /** The run is about to write the end of its job. */
    record Ending() implements Happening {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.ending();
        }
    }

    /** The run is over; if it ended its job, the end is acknowledged. */
    record Finished(Why why, String error) implements Happening {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.finished(this);
        }
    }

    /** A second has passed. */
    record Tick() implements Happening {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.tick();
        }
    }

    /** The process was told to end. */
    record ShuttingDown() implements Happening {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.shuttingDown();
        }
    }

    <R> R accept(Visitor<R> visitor);

    /** Handles every case. */
    interface Visitor<R> {
        R connected();

        R disconnected();

        R told(Told told);

        R loaded(Loaded loaded);

        R broken(String error);

        R boundary(long step);

        R ending();

        R finished(Finished finished);

        R tick();

        R shuttingDown();
    }
}
