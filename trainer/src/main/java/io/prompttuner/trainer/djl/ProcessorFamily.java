package io.prompttuner.trainer.djl;

import static java.util.stream.Collectors.joining;

import io.prompttuner.trainer.placement.Device;
import io.prompttuner.trainer.placement.Devices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Names what the native kernels choose their code by: other families, and other GPUs, round differently. */
final class ProcessorFamily {

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    /** Widest first. */
    private static final List<String> VECTORS = List.of("avx512f", "avx2", "asimd", "sse4_2");

    /** Where NVIDIA's driver tells of each GPU. */
    private static final Path GPUS = Path.of("/proc/driver/nvidia/gpus");

    private static final String MODEL = "Model:";

    private ProcessorFamily() {}

    /** Such as {@code amd64 avx2} or {@code cuda NVIDIA H100 80GB HBM3}. How many GPUs there are changes nothing. */
    static String of(Devices devices) {
        return Stream.of(Device.Kind.values())
                .filter(devices::include)
                .map(kind -> kind == Device.Kind.CPU ? processor() : "cuda " + graphics())
                .collect(joining(" and "));
    }

    /** The models of all GPUs here; nothing where the system does not tell. */
    private static String graphics() {
        try (Stream<Path> gpus = Files.list(GPUS)) {
            return gpus.flatMap(gpu -> lines(gpu.resolve("information")).stream())
                    .filter(line -> line.startsWith(MODEL))
                    .map(line -> line.substring(MODEL.length()).strip())
                    .distinct()
                    .sorted()
                    .collect(joining(", "));
        } catch (IOException hidden) {
            return "";
        }
    }

    private static String processor() {
        String architecture = System.getProperty("os.arch");
        Set<String> flags = flags();
        return VECTORS.stream()
                .filter(flags::contains)
                .findFirst()
                .map(vector -> architecture + " " + vector)
                .orElse(architecture);
    }

    /** What the first core says it can do. */
    private static Set<String> flags() {
        return lines(CPU_INFO).stream()
                .filter(line -> line.startsWith("flags") || line.startsWith("Features"))
                .findFirst()
                .map(line -> Set.copyOf(
                        List.of(line.substring(line.indexOf(':') + 1).strip().split(" "))))
                .orElse(Set.of());
    }

    /** Nothing where the system does not tell. */
    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException hidden) {
            return List.of();
        }
    }
}
