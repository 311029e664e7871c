package io.prompttuner.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data directory that is full, on a tmpfs of one MiB. Where none can be mounted the test says so and is passed over. */
class DiskFullIT {

    @Test
    void saysThatTheDiskIsFullAndGoesOnOnceThereIsSpace(@TempDir Path directory) throws Exception {
        try (var scene = new Scene(directory)) {
            Path store = Files.createDirectories(directory.resolve("data/store"));
            assumeTrue(
                    run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", store.toString()),
                    "no tmpfs can be mounted here: a full disk is not tested");
            try {
                Path ballast = Files.write(store.resolve("ballast"), new byte[900 << 10]);
                Api acme = scene.as("acme");
                String rows = Scene.rows(2_000, "a task that needs a good deal of space, more than there is");

                Api.Answer full = acme.upload(rows);
                assertThat(full.status()).isEqualTo(507);
                assertThat(full.json().path("detail").asText())
                        .contains("no space left")
                        .hasLineCount(1);
                assertThat(acme.get("/v1/datasets").json().path("datasets")).isEmpty();

                Files.delete(ballast);
                assertThat(acme.upload(rows).status()).isEqualTo(201);
            } finally {
                run("umount", store.toString());
            }
        }
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException noSuchCommand) {
            return false;
        }
    }
}
