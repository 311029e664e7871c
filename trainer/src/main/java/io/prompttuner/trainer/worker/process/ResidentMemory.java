package io.prompttuner.trainer.worker.process;

import io.prompttuner.trainer.worker.attempt.MemoryGauge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What Linux says of this process, in the shortest of its files, as every step asks. Memory of a GPU is not in it. */
final class ResidentMemory implements MemoryGauge {

    private static final Path PAGES = Path.of("/proc/self/statm");

    /** On x86-64. */
    private static final long PAGES_PER_MIB = 256;

    @Override
    public @Nullable Long residentMiB() {
        try {
            String line = Files.readString(PAGES);
            int resident = line.indexOf(' ') + 1;
            return Long.parseLong(line, resident, line.indexOf(' ', resident), 10) / PAGES_PER_MIB;
        } catch (IOException hidden) {
            return null;
        }
    }
}
