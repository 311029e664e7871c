package io.prompttuner.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.store.name.JobSlug;
import org.junit.jupiter.api.Test;

/** What every adapter of {@link CheckpointStore} must do. */
public abstract class CheckpointStoreContract {

    protected static final JobSlug JOB = new JobSlug("job-1");

    /** An empty store. */
    protected abstract CheckpointStore store();

    @Test
    void theNewestIsTheHighestByAttemptThenStep() {
        CheckpointStore store = store();
        store.put(JOB, Samples.checkpoint(9, 100));
        store.put(JOB, Samples.checkpoint(10, 20));
        store.put(JOB, Samples.checkpoint(10, 9));

        assertThat(store.newest(JOB)).hasValue(Samples.checkpoint(10, 20));
    }

    @Test
    void aJobWithoutAnyHasNoNewest() {
        CheckpointStore store = store();

        assertThat(store.newest(JOB)).isEmpty();
        assertThat(store.list(JOB)).isEmpty();
        assertThat(store.jobs()).isEmpty();
    }

    @Test
    void keepsTheTwoNewestOfAnAttemptAndDropsThoseBeforeIt() {
        CheckpointStore store = store();
        for (int step = 0; step <= 30; step += 10) {
            store.put(JOB, Samples.checkpoint(1, step));
        }
        assertThat(store.list(JOB)).containsExactly(new CheckpointKey(1, 20), new CheckpointKey(1, 30));

        store.put(JOB, Samples.checkpoint(2, 30));
        assertThat(store.list(JOB)).containsExactly(new CheckpointKey(2, 30));
    }

    @Test
    void aZombieLeavesNewerAttemptsAlone() {
        CheckpointStore store = store();
        store.put(JOB, Samples.checkpoint(2, 10));

        store.put(JOB, Samples.checkpoint(1, 50));

        assertThat(store.newest(JOB)).hasValue(Samples.checkpoint(2, 10));
    }

    @Test
    void theSameAgainIsSuccess() {
        CheckpointStore store = store();
        store.put(JOB, Samples.checkpoint(1, 10));
        store.put(JOB, Samples.checkpoint(1, 10));

        assertThat(store.newest(JOB)).hasValue(Samples.checkpoint(1, 10));
    }

    @Test
    void removingAllOfAJobLeavesTheOthers() {
        CheckpointStore store = store();
        var other = new JobSlug("job-2");
        store.put(JOB, Samples.checkpoint(1, 10));
        store.put(other, Samples.checkpoint(1, 10));
        assertThat(store.jobs()).containsExactly(JOB, other);

        store.removeAll(JOB);
        store.removeAll(JOB);

        assertThat(store.newest(JOB)).isEmpty();
        assertThat(store.newest(other)).isPresent();
        assertThat(store.jobs()).containsExactly(other);
    }
}
