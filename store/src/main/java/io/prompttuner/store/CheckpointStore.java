package io.prompttuner.store;

import io.prompttuner.store.name.JobSlug;
import java.util.NavigableSet;
import java.util.Optional;

/** Keeps where jobs can go on from. Every method may throw a {@link StoreException}. */
public interface CheckpointStore {

    /**
     * Keeps a checkpoint, durably, then removes what {@link CheckpointRetention} says; one that is there already is
     * success.
     */
    void put(JobSlug job, Checkpoint checkpoint);

    /** The newest by (attempt, step); looks again if it vanishes while it is read. */
    Optional<Checkpoint> newest(JobSlug job);

    /** What there is of a job, oldest first. */
    NavigableSet<CheckpointKey> list(JobSlug job);

    /** Every job that has any. */
    NavigableSet<JobSlug> jobs();

    /** Removes all there is of a job; to be called again and again, since a worker given up may write one more. */
    void removeAll(JobSlug job);
}
