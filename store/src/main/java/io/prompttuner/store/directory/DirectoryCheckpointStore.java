package io.prompttuner.store.directory;

import io.prompttuner.store.Bundle;
import io.prompttuner.store.Checkpoint;
import io.prompttuner.store.CheckpointKey;
import io.prompttuner.store.CheckpointRetention;
import io.prompttuner.store.CheckpointStore;
import io.prompttuner.store.name.JobSlug;
import java.io.IOException;
import java.nio.file.Path;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** Keeps checkpoints as directories {@code checkpoints/<job>/<attempt>-<step>/}. */
final class DirectoryCheckpointStore implements CheckpointStore {

    private final AtomicDirectory directory;

    DirectoryCheckpointStore(AtomicDirectory directory) {
        this.directory = directory;
    }

    @Override
    public void put(JobSlug job, Checkpoint checkpoint) {
        String spoken = "checkpoint %s of %s".formatted(checkpoint.key(), job);
        StoreCall.act("write " + spoken, () -> directory.put(path(job, checkpoint.key()), checkpoint.content()));
        StoreCall.act("remove what comes before " + spoken, () -> {
            for (CheckpointKey old : CheckpointRetention.superseded(keys(job), checkpoint.key())) {
                directory.remove(path(job, old));
            }
        });
    }

    @Override
    public Optional<Checkpoint> newest(JobSlug job) {
        return StoreCall.during("read the newest checkpoint of " + job, () -> {
            for (NavigableSet<CheckpointKey> keys = keys(job); !keys.isEmpty(); keys = keys(job)) {
                CheckpointKey newest = keys.last();
                Optional<Bundle> content = directory.readBundle(path(job, newest));
                if (content.isPresent()) {
                    return content.map(bundle -> new Checkpoint(newest, bundle));
                }
            }
            return Optional.empty();
        });
    }

    @Override
    public NavigableSet<CheckpointKey> list(JobSlug job) {
        return StoreCall.during("list the checkpoints of " + job, () -> keys(job));
    }

    @Override
    public NavigableSet<JobSlug> jobs() {
        return StoreCall.during("list the checkpoints", () -> {
            NavigableSet<JobSlug> jobs = new TreeSet<>();
            for (String name : DurableFiles.names(home())) {
                JobSlug.parse(name).ifPresent(jobs::add);
            }
            return jobs;
        });
    }

    @Override
    public void removeAll(JobSlug job) {
        StoreCall.act("remove the checkpoints of " + job, () -> directory.remove(home().resolve(job.text())));
    }

    private NavigableSet<CheckpointKey> keys(JobSlug job) throws IOException {
        NavigableSet<CheckpointKey> keys = new TreeSet<>();
        for (String name : DurableFiles.names(home().resolve(job.text()))) {
            CheckpointKey.parse(name).ifPresent(keys::add);
        }
        return keys;
    }

    private Path path(JobSlug job, CheckpointKey key) {
        return home().resolve(job.text()).resolve(key.toString());
    }

    private Path home() {
        return directory.root().resolve("checkpoints");
    }
}
