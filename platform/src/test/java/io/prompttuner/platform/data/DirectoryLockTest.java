package io.prompttuner.platform.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLockTest {

    @TempDir
    private Path directory;

    @Test
    void isHeldByOneAtATime() throws IOException {
        try (DirectoryLock held = DirectoryLock.take(file(), 1).orElseThrow()) {
            assertThat(held).isNotNull();
            assertThat(DirectoryLock.take(file(), 2)).isEmpty();
            assertThat(DirectoryLock.holder(file())).hasValue(1);
        }
    }

    @Test
    void isFreeAgainOnceItsHolderHasEnded() throws IOException {
        DirectoryLock.take(file(), 1).orElseThrow().close();

        assertThat(DirectoryLock.holder(file())).isEmpty();
        try (DirectoryLock next = DirectoryLock.take(file(), 22).orElseThrow()) {
            assertThat(next).isNotNull();
            assertThat(DirectoryLock.holder(file())).hasValue(22);
        }
    }

    @Test
    void nobodyHoldsWhatIsNotThere() throws IOException {
        assertThat(DirectoryLock.holder(file())).isEmpty();
    }

    private Path file() {
        return directory.resolve("lock");
    }
}
