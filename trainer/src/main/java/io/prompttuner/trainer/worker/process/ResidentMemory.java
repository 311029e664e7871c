package io.prompttuner.trainer.worker.process;

import io.prompttuner.trainer.worker.attempt.MemoryGauge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What Linux says of this process. Memory of a GPU is not in it. */
final class ResidentMemory implements MemoryGauge {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";

    @Override
    public @Nullable Long residentMiB() {
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith(RESIDENT))
                    .findFirst()
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .orElse(null);
        } catch (IOException hidden) {
            return null;
        }
    }
}
