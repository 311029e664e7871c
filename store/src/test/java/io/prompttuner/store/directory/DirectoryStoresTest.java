package io.prompttuner.store.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prompttuner.store.CheckpointKey;
import io.prompttuner.store.PromptRef;
import io.prompttuner.store.Samples;
import io.prompttuner.store.StoreException;
import io.prompttuner.store.name.ContentHash;
import io.prompttuner.store.name.JobSlug;
import io.prompttuner.store.name.TenantSlug;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryStoresTest {

    private static final TenantSlug ACME = new TenantSlug("acme");
    private static final JobSlug JOB = new JobSlug("job-1");
    private static final Instant NOW = Instant.parse("2030-01-07T00:00:00Z");

    @TempDir
    private Path root;

    private DirectoryStores stores;

    @BeforeEach
    void open() {
        stores = DirectoryStores.in(root, InstantSource.fixed(NOW));
    }

    @Test
    void everythingIsWhereTheContractSays() throws IOException {
        ContentHash dataset = stores.datasets().put(ACME, Samples.bytes("lines"));
        PromptRef prompt = stores.prompts().put(ACME, Samples.bytes("prompt"), Samples.manifest(1));
        stores.checkpoints().put(JOB, Samples.checkpoint(1, 20));

        assertThat(filesBelowRoot())
                .containsExactlyInAnyOrder(
                        "tenants/acme/datasets/%s.jsonl".formatted(dataset),
                        "tenants/acme/prompts/%s/prompt.safetensors".formatted(prompt.hash()),
                        "tenants/acme/prompts/%s/manifest.json".formatted(prompt.hash()),
                        "checkpoints/job-1/1-20/state.safetensors",
                        "checkpoints/job-1/1-20/state.json");
    }

    @Test
    void damageIsFoundWhenItIsRead() throws IOException {
        ContentHash dataset = stores.datasets().put(ACME, Samples.bytes("lines"));
        PromptRef prompt = stores.prompts().put(ACME, Samples.bytes("prompt"), Samples.manifest(1));
        Files.writeString(root.resolve("tenants/acme/datasets/%s.jsonl".formatted(dataset)), "linez");
        Path directory = root.resolve("tenants/acme/prompts/" + prompt.hash());
        Files.writeString(directory.resolve("prompt.safetensors"), "prampt");

        assertThatThrownBy(() -> stores.datasets().get(ACME, dataset))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("another hash than its name");
        assertThatThrownBy(() -> stores.prompts().get(prompt))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("another hash than its name");

        Files.writeString(directory.resolve("prompt.safetensors"), "prompt");
        Files.delete(directory.resolve("manifest.json"));
        assertThatThrownBy(() -> stores.prompts().get(prompt)).hasMessageContaining("manifest.json is missing");
    }

    @Test
    void strayNamesArePassedOver() throws IOException {
        Files.createDirectories(root.resolve("checkpoints/job-1/lost+found"));
        Files.createDirectories(root.resolve("checkpoints/.hidden"));
        Files.createDirectories(root.resolve("tenants/acme/prompts/readme"));
        Files.createDirectories(root.resolve("tenants/acme/datasets/x.jsonl"));

        assertThat(stores.checkpoints().list(JOB)).isEmpty();
        assertThat(stores.checkpoints().jobs()).containsExactly(JOB);
        assertThat(stores.prompts().list()).isEmpty();
        assertThat(stores.datasets().list(ACME)).isEmpty();
    }

    @Test
    void anEmptyCheckpointIsSaidNotWaitedFor() throws IOException {
        Files.createDirectories(root.resolve("checkpoints/job-1/7-5"));

        assertThat(stores.checkpoints().list(JOB)).containsExactly(new CheckpointKey(7, 5));
        assertThatThrownBy(() -> stores.checkpoints().newest(JOB))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("holds no files");
    }

    @Test
    void whatDeadWritersLeftIsRemovedOnceItIsOld() throws IOException {
        stores.checkpoints().put(JOB, Samples.checkpoint(1, 20));
        Path old = Files.createDirectory(root.resolve(".tmp/new-1"));
        Files.writeString(old.resolve("state.json"), "half");
        Files.setLastModifiedTime(old, FileTime.from(NOW.minusSeconds(7200)));
        Path young = Files.writeString(root.resolve(".tmp/new-2"), "half");
        Files.setLastModifiedTime(young, FileTime.from(NOW));

        assertThat(stores.removeAbandoned(NOW.minusSeconds(3600))).isEqualTo(1);

        assertThat(old).doesNotExist();
        assertThat(young).exists();
    }

    @Test
    void aRootThatIsNoDirectoryIsSaidInOneLine() throws IOException {
        Path file = Files.writeString(root.resolve("file"), "");
        var broken = DirectoryStores.in(file, InstantSource.fixed(NOW)).datasets();

        assertThatThrownBy(() -> broken.put(ACME, Samples.bytes("lines")))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("cannot write dataset ")
                .message()
                .hasLineCount(1);
    }

    private List<String> filesBelowRoot() throws IOException {
        try (Stream<Path> tree = Files.walk(root)) {
            return tree.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .toList();
        }
    }

    @Test
    void saysAtTheStartThatItsDirectoryCanNotBeOne() throws IOException {
        Path file = Files.writeString(root.resolve("file"), "");

        assertThatThrownBy(
                        () -> DirectoryStores.in(file, InstantSource.fixed(NOW)).requireWritable())
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("choose another");
        stores.requireWritable();
    }
}
