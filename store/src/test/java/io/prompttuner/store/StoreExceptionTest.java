package io.prompttuner.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;

class StoreExceptionTest {

    @Test
    void aFullDiskIsSaidInOneLineThatSaysWhatToDo() {
        var full = new FileSystemException("/data/.tmp/new-1", null, "No space left on device");

        assertThat(StoreException.during("write dataset 12ab of acme", full))
                .hasMessage("cannot write dataset 12ab of acme: no space left; free some and it goes on")
                .returns(true, StoreException::isFull);
        assertThat(StoreException.during("write", new IOException("Disk quota exceeded"))
                        .isFull())
                .isTrue();
    }

    @Test
    void anythingElseKeepsWhatTheSystemSaid() {
        assertThat(StoreException.during("read prompt x", new IOException("Input/output error\nmore")))
                .hasMessage("cannot read prompt x: IOException: Input/output error")
                .returns(false, StoreException::isFull);
    }
}
