package io.prompttuner.trainer.djl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Names what the native kernels choose their code by: other families round differently. */
final class ProcessorFamily {

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    /** Widest first. */
    private static final List<String> VECTORS = List.of("avx512f", "avx2", "asimd", "sse4_2");

    private ProcessorFamily() {}

    /** Such as {@code amd64 avx2}. */
    static String here() {
        String architecture = System.getProperty("os.arch");
        Set<String> flags = flags();
        return VECTORS.stream()
                .filter(flags::contains)
                .findFirst()
                .map(vector -> architecture + " " + vector)
                .orElse(architecture);
    }

    /** What the first core says it can do; nothing where the system does not tell. */
    private static Set<String> flags() {
        try {
            return Files.readAllLines(CPU_INFO).stream()
                    .filter(line -> line.startsWith("flags") || line.startsWith("Features"))
                    .findFirst()
                    .map(line -> Set.copyOf(List.of(
                            line.substring(line.indexOf(':') + 1).strip().split(" "))))
                    .orElse(Set.of());
        } catch (IOException hidden) {
            return Set.of();
        }
    }
}
