package io.prompttuner.store.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.prompttuner.store.DatasetStore;
import io.prompttuner.store.Samples;
import io.prompttuner.store.StoreException;
import io.prompttuner.store.name.ContentHash;
import io.prompttuner.store.name.TenantSlug;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullDiskIT {

    private static final TenantSlug ACME = new TenantSlug("acme");

    @TempDir
    private Path mountPoint;

    @Test
    void aFullDiskLosesNothingAndWorkGoesOnOnceThereIsSpace() throws Exception {
        assumeTrue(
                succeeds("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", mountPoint.toString()),
                "no tmpfs can be mounted here, so the full disk is not tested");
        try {
            fillAndGoOn();
        } finally {
            assertThat(succeeds("umount", mountPoint.toString())).isTrue();
        }
    }

    private void fillAndGoOn() throws IOException {
        DatasetStore store =
                DirectoryStores.in(mountPoint, InstantSource.system()).datasets();
        ContentHash before = store.put(ACME, Samples.bytes("lines"));
        Path ballast = Files.write(mountPoint.resolve("ballast"), new byte[200 << 10]);
        byte[] large = new byte[100 << 10];

        var refused = catchThrowableOfType(StoreException.class, () -> store.put(ACME, large));

        assertThat(refused.isFull()).isTrue();
        assertThat(refused).hasMessageEndingWith("no space left; free some and it goes on");
        assertThat(store.list(ACME)).containsExactly(before);
        assertThat(store.get(ACME, before)).hasValue(Samples.bytes("lines"));

        Files.delete(ballast);
        assertThat(store.get(ACME, store.put(ACME, large))).hasValue(large);
    }

    private static boolean succeeds(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    }
}
