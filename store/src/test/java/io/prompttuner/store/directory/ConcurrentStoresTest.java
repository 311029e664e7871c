package io.prompttuner.store.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.store.Checkpoint;
import io.prompttuner.store.CheckpointStore;
import io.prompttuner.store.PromptEntry;
import io.prompttuner.store.PromptRef;
import io.prompttuner.store.PromptStore;
import io.prompttuner.store.PromptSweepPlanner;
import io.prompttuner.store.Samples;
import io.prompttuner.store.name.JobSlug;
import io.prompttuner.store.name.TenantSlug;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writers, readers and the sweep at the same time: whoever reads finds things whole, and nothing just written is lost. */
class ConcurrentStoresTest {

    private static final int ROUNDS = 150;
    private static final JobSlug JOB = new JobSlug("job-1");
    private static final TenantSlug ACME = new TenantSlug("acme");

    @TempDir
    private Path root;

    private final ExecutorService other = Executors.newSingleThreadExecutor();

    @AfterEach
    void stop() {
        other.shutdownNow();
    }

    @Test
    void aReaderAlwaysFindsAWholeCheckpointWhileOlderOnesGo() throws Exception {
        CheckpointStore store = DirectoryStores.in(root, InstantSource.system()).checkpoints();
        store.put(JOB, Samples.checkpoint(1, 0));
        Future<?> writer = other.submit(() -> {
            for (int step = 1; step <= ROUNDS; step++) {
                store.put(JOB, Samples.checkpoint(1 + step / 10, step));
            }
        });

        long seen = 0;
        while (!writer.isDone()) {
            Checkpoint found = store.newest(JOB).orElseThrow();
            assertThat(found.key().step()).isGreaterThanOrEqualTo(seen);
            seen = found.key().step();
            assertThat(found)
                    .isEqualTo(Samples.checkpoint(
                            found.key().attempt(), found.key().step()));
        }
        writer.get();
        assertThat(store.newest(JOB)).hasValue(Samples.checkpoint(1 + ROUNDS / 10, ROUNDS));
    }

    @Test
    void whatAWriterHasJustPutOutlivesASweep() throws Exception {
        AtomicLong day = new AtomicLong();
        PromptStore store = DirectoryStores.in(root, () -> day(day.get())).prompts();
        byte[] prompt = Samples.bytes("prompt");
        PromptRef ref = store.put(ACME, prompt, Samples.manifest(1));
        for (int round = 0; round < ROUNDS; round++) {
            Instant now = day(day.addAndGet(2));
            Future<PromptRef> writer = other.submit(() -> store.put(ACME, prompt, Samples.manifest(1)));

            sweep(store, now);
            writer.get();

            assertThat(store.get(ref)).as("round %d", round).isPresent();
            assertThat(store.aside()).isEmpty();
        }
    }

    private static void sweep(PromptStore store, Instant now) {
        PromptSweepPlanner planner = new PromptSweepPlanner(Duration.ofDays(1));
        planner.firstLook(store.list(), Set.of(), now).forEach(store::setAside);
        List<PromptEntry> aside = store.aside();
        var look = planner.secondLook(aside, Set.of(), now);
        look.restore().forEach(store::restore);
        look.discard().forEach(store::discard);
    }

    private static Instant day(long count) {
        return Instant.EPOCH.plus(Duration.ofDays(count));
    }
}
