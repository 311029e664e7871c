package io.prompttuner.controller.store;

import io.prompttuner.controller.loop.StoreKeeper;
import io.prompttuner.controller.message.NamedPrompt;
import io.prompttuner.store.Checkpoint;
import io.prompttuner.store.CheckpointStore;
import io.prompttuner.store.PromptEntry;
import io.prompttuner.store.PromptRef;
import io.prompttuner.store.PromptStore;
import io.prompttuner.store.PromptSweepPlanner;
import io.prompttuner.store.StoreException;
import io.prompttuner.store.name.ContentHash;
import io.prompttuner.store.name.JobSlug;
import io.prompttuner.store.name.TenantSlug;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sweeps the stores in a thread of its own. What fails is left to the next sweep. */
public final class DirectoryStoreKeeper implements StoreKeeper, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DirectoryStoreKeeper.class);
    private static final Pattern HASH = Pattern.compile("\\b[0-9a-f]{64}\\b");

    private final CheckpointStore checkpoints;
    private final PromptStore prompts;
    private final InstantSource clock;
    private final PromptSweepPlanner planner = PromptSweepPlanner.DEFAULT;
    private final ExecutorService sweeper = Executors.newSingleThreadExecutor(work -> {
        var thread = new Thread(work, "sweeper");
        thread.setDaemon(true);
        return thread;
    });

    public DirectoryStoreKeeper(CheckpointStore checkpoints, PromptStore prompts, InstantSource clock) {
        this.checkpoints = checkpoints;
        this.prompts = prompts;
        this.clock = clock;
    }

    @Override
    public void removeCheckpoints(Set<String> jobs) {
        sweep(
                "checkpoints",
                () -> checkpoints.jobs().stream()
                        .filter(job -> jobs.contains(job.text()))
                        .forEach(checkpoints::removeAll));
    }

    @Override
    public void sweepPrompts(Set<NamedPrompt> named, boolean last) {
        sweep("prompts", () -> {
            if (last) {
                decide(named);
            } else {
                setAside(named);
            }
        });
    }

    /** Waits for the sweep that is under way. */
    @Override
    public void close() {
        sweeper.shutdown();
    }

    private void setAside(Set<NamedPrompt> named) {
        List<PromptEntry> stored = prompts.list();
        planner.firstLook(stored, needed(stored, named), clock.instant()).forEach(prompts::setAside);
    }

    private void decide(Set<NamedPrompt> named) {
        List<PromptEntry> aside = prompts.aside();
        var judged = planner.secondLook(aside, needed(aside, named), clock.instant());
        judged.restore().forEach(prompts::restore);
        judged.discard().forEach(prompts::discard);
        if (!judged.discard().isEmpty()) {
            LOG.info("removed {} prompts that nobody names", judged.discard().size());
        }
    }

    /** Named by a topic, or by a checkpoint that no report may have told of yet. */
    private Set<PromptRef> needed(Collection<PromptEntry> entries, Set<NamedPrompt> named) {
        Set<PromptRef> needed = new HashSet<>();
        named.forEach(name -> ref(name).ifPresent(needed::add));
        Set<String> hashes = new HashSet<>();
        checkpoints.jobs().forEach(job -> hashes.addAll(hashesIn(job)));
        entries.stream()
                .map(PromptEntry::ref)
                .filter(ref -> hashes.contains(ref.hash().hex()))
                .forEach(needed::add);
        return needed;
    }

    /** Whatever looks like a hash in a checkpoint's JSON counts as a name, whichever field it stands in. */
    private Set<String> hashesIn(JobSlug job) {
        Set<String> hashes = new HashSet<>();
        checkpoints
                .newest(job)
                .map(Checkpoint::content)
                .ifPresent(content -> content.files().forEach((name, bytes) -> {
                    if (name.endsWith(".json")) {
                        Matcher found = HASH.matcher(new String(bytes, StandardCharsets.UTF_8));
                        while (found.find()) {
                            hashes.add(found.group());
                        }
                    }
                }));
        return hashes;
    }

    private static Optional<PromptRef> ref(NamedPrompt named) {
        return TenantSlug.parse(named.tenant())
                .flatMap(tenant -> ContentHash.parse(named.hash()).map(hash -> new PromptRef(tenant, hash)));
    }

    private void sweep(String what, Runnable work) {
        sweeper.execute(() -> {
            try {
                work.run();
            } catch (StoreException failed) {
                LOG.warn("could not sweep the {}: {}", what, failed.getMessage());
            }
        });
    }
}
