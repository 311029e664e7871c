package io.prompttuner.controller.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prompttuner.controller.message.NamedPrompt;
import io.prompttuner.store.Bundle;
import io.prompttuner.store.Checkpoint;
import io.prompttuner.store.CheckpointKey;
import io.prompttuner.store.Numerics;
import io.prompttuner.store.PromptManifest;
import io.prompttuner.store.PromptRef;
import io.prompttuner.store.directory.DirectoryStores;
import io.prompttuner.store.name.ContentHash;
import io.prompttuner.store.name.JobSlug;
import io.prompttuner.store.name.TenantSlug;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryStoreKeeperTest {

    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final TenantSlug ACME = new TenantSlug("acme");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @SuppressWarnings("NullAway.Init")
    private DirectoryStores stores;

    @SuppressWarnings("NullAway.Init")
    private DirectoryStoreKeeper keeper;

    @BeforeEach
    void open() {
        stores = DirectoryStores.in(directory, InstantSource.fixed(NOW));
        InstantSource twoDaysOn = InstantSource.fixed(NOW.plusSeconds(48 * 3_600));
        keeper = new DirectoryStoreKeeper(stores.checkpoints(), stores.prompts(), twoDaysOn);
    }

    @AfterEach
    void close() {
        keeper.close();
    }

    @Test
    void removesTheCheckpointsOfFinishedJobsAlone() {
        checkpoint("finished", "{}");
        checkpoint("live", "{}");

        keeper.removeCheckpoints(Set.of("finished", "never-seen"));

        await().until(() -> stores.checkpoints().jobs().equals(Set.of(new JobSlug("live"))));
    }

    @Test
    void takesTwoLooksToRemoveAPromptThatNobodyNames() {
        PromptRef unnamed = prompt("unnamed");
        PromptRef named = prompt("named");
        PromptRef checkpointed = prompt("checkpointed");
        checkpoint("live", "{\"best\": \"%s\"}".formatted(checkpointed.hash()));
        Set<NamedPrompt> names = Set.of(new NamedPrompt("acme", named.hash().hex()));

        keeper.sweepPrompts(names, false);
        await().until(() -> stores.prompts().get(unnamed).isEmpty());
        assertThat(stores.prompts().aside()).hasSize(1);
        keeper.sweepPrompts(names, true);

        await().until(() -> stores.prompts().aside().isEmpty());
        assertThat(stores.prompts().get(unnamed)).isEmpty();
        assertThat(stores.prompts().get(named)).isPresent();
        assertThat(stores.prompts().get(checkpointed)).isPresent();
    }

    @Test
    void restoresAPromptThatWasNamedBetweenTheLooks() {
        PromptRef late = prompt("late");

        keeper.sweepPrompts(Set.of(), false);
        keeper.sweepPrompts(Set.of(new NamedPrompt("acme", late.hash().hex())), true);

        await().until(() -> stores.prompts().get(late).isPresent()
                && stores.prompts().aside().isEmpty());
    }

    private PromptRef prompt(String content) {
        ContentHash some = ContentHash.of(bytes("some"));
        var numerics = new Numerics("f32", 1, "pytorch 2.7.1", "amd64 avx2");
        return stores.prompts()
                .put(ACME, bytes(content), new PromptManifest(some, some, 1, Map.of(), "plain", numerics));
    }

    private void checkpoint(String job, String state) {
        var content = new Bundle(Map.of("state.json", bytes(state)));
        stores.checkpoints().put(new JobSlug(job), new Checkpoint(new CheckpointKey(1, 1), content));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
