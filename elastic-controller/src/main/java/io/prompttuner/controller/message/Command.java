package io.prompttuner.controller.message;

import io.prompttuner.wire.event.JobSubmitted;

/** What a controller tells a worker; the term goes with it. Saying a command twice does no more than saying it once. */
public sealed interface Command {

    /**
     * Tune this job under this attempt, with this team: from memory if an older attempt of it is at hand; else from where
     * the others stand; else, if nobody stands anywhere, the oldest goes on from the newest checkpoint, or begins.
     *
     * @param batchScale share of the global batch, for as long as the attempt lasts
     */
    record Assign(JobSubmitted job, long attempt, double batchScale, Team team) implements Command {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.assign(this);
        }
    }

    /** These share the job from now on, under the same attempt. Who is no longer of the team leaves it and is free. */
    record Resize(String job, long attempt, Team team) implements Command {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.resize(this);
        }
    }

    /** Checkpoint at the next step boundary and be free. */
    record Pause(String job, long attempt) implements Command {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.pause(this);
        }
    }

    /** End the job with its best prompt. */
    record Stop(String job, long attempt, StopReason reason) implements Command {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.stop(this);
        }
    }

    /** Forget this attempt and write nothing more. */
    record Drop(String job, long attempt) implements Command {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.drop(this);
        }
    }

    /** This controller knows the worker. */
    record Acknowledge() implements Command {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.acknowledge();
        }
    }

    /** The facts from which a job may be told to stop. */
    enum StopReason {
        CANCEL_REQUESTED,
        DEADLINE_PASSED
    }

    <R> R accept(Visitor<R> visitor);

    /** Handles every case. */
    interface Visitor<R> {
        R assign(Assign assign);

        R resize(Resize resize);

        R pause(Pause pause);

        R stop(Stop stop);

        R drop(Drop drop);

        R acknowledge();
    }
}
