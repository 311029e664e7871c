package io.prompttuner.platform.doctor;

import io.prompttuner.platform.doctor.MachineRule.Machine;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks at the machine we are on. */
public record MachineProbe(Map<String, String> environment, Path data) {

    private static final Pattern AVAILABLE = Pattern.compile("(?m)^MemAvailable:\\s+(\\d+) kB$");
    private static final long KIB = 1024;

    public Machine look() throws IOException {
        return new Machine(Runtime.version().feature(), onPath("mvn"), onPath("setsid"), freeDisk(), availableMemory());
    }

    private boolean onPath(String program) {
        return Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    private long freeDisk() throws IOException {
        Path there = data.toAbsolutePath();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return Files.getFileStore(there).getUsableSpace();
    }

    /** Not the free alone: what the page cache would give back counts too. Unlimited where Linux does not tell. */
    private static long availableMemory() throws IOException {
        Path meminfo = Path.of("/proc/meminfo");
        if (!Files.exists(meminfo)) {
            return Long.MAX_VALUE;
        }
        Matcher available = AVAILABLE.matcher(Files.readString(meminfo));
        return available.find() ? Long.parseLong(available.group(1)) * KIB : Long.MAX_VALUE;
    }
}
