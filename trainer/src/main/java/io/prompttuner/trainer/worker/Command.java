package io.prompttuner.trainer.worker;

import io.prompttuner.wire.event.EndReason;
import io.prompttuner.wire.event.JobSubmitted;

/** What a controller may tell a worker. The same command again does nothing more. */
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

    /** End the job with its best prompt, for this reason. */
    record Stop(String job, long attempt, EndReason reason) implements Command {
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

    /** The controller is there. */
    record Acknowledge() implements Command {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.acknowledge();
        }
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
