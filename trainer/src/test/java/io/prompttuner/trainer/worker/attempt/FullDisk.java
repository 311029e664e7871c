package io.prompttuner.trainer.worker.attempt;

import io.prompttuner.store.Checkpoint;
import io.prompttuner.store.CheckpointKey;
import io.prompttuner.store.CheckpointStore;
import io.prompttuner.store.StoreException;
import io.prompttuner.store.name.JobSlug;
import java.io.IOException;
import java.util.NavigableSet;
import java.util.Optional;

/** Stores whose disk has no room for a checkpoint the first few times. */
final class FullDisk implements CheckpointStore {

    private final CheckpointStore real;
    private int refusals;

    private FullDisk(CheckpointStore real, int refusals) {
        this.real = real;
        this.refusals = refusals;
    }

    static Stores over(Stores stores, int refusals) {
        return new Stores(stores.datasets(), stores.prompts(), new FullDisk(stores.checkpoints(), refusals));
    }

    @Override
    public void put(JobSlug job, Checkpoint checkpoint) {
        if (refusals-- > 0) {
            throw StoreException.during("write a checkpoint", new IOException("No space left on device"));
        }
        real.put(job, checkpoint);
    }

    @Override
    public Optional<Checkpoint> newest(JobSlug job) {
        return real.newest(job);
    }

    @Override
    public NavigableSet<CheckpointKey> list(JobSlug job) {
        return real.list(job);
    }

    @Override
    public NavigableSet<JobSlug> jobs() {
        return real.jobs();
    }

    @Override
    public void removeAll(JobSlug job) {
        real.removeAll(job);
    }
}
