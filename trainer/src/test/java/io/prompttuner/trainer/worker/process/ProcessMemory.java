package io.prompttuner.trainer.worker.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What another process of ours could be read out of: every page that it may write to, and the files it has open. */
record ProcessMemory(long pid) {

    /** Of {@code /proc/PID/maps}: addresses, permissions, and the name after offset, device and inode. */
    private static final Pattern LINE = Pattern.compile("(\\w+)-(\\w+) (\\S+) \\S+ \\S+ \\S+ *(.*)");

    /** Memory of one kind, from one address to another. */
    private record Region(long from, long to, String name) {

        static Region of(MatchResult line) {
            String name = line.group(4).isEmpty() ? "anonymous" : line.group(4);
            return new Region(
                    Long.parseUnsignedLong(line.group(1), 16), Long.parseUnsignedLong(line.group(2), 16), name);
        }
    }

    /** In which memory each trace is, and how often; {@code "[heap]: input" = 3}, say. */
    Map<String, Integer> search(Traces traces) throws IOException {
        Map<String, Integer> found = new TreeMap<>();
        try (var memory = new RandomAccessFile("/proc/" + pid + "/mem", "r")) {
            for (Region region : writable()) {
                traces.in(new Reading(memory, region))
                        .forEach((trace, times) -> found.merge(region.name() + ": " + trace, times, Integer::sum));
            }
        }
        return found;
    }

    /** Regular files that it may write to, be they removed or not. */
    List<Path> openFiles() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc", String.valueOf(pid), "fd"))) {
            return all.filter(Files::isRegularFile).filter(this::writes).toList();
        }
    }

    /** The flags are octal; the last digit is how the file was opened: 0 to be read only. */
    private boolean writes(Path descriptor) {
        try {
            return Files.readAllLines(Path.of("/proc/%d/fdinfo/%s".formatted(pid, descriptor.getFileName()))).stream()
                    .anyMatch(line -> line.startsWith("flags:") && !line.endsWith("0"));
        } catch (IOException closed) {
            return false;
        }
    }

    private List<Region> writable() throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "maps")).stream()
                .flatMap(line -> LINE.matcher(line).results())
                .filter(line -> line.group(3).startsWith("rw"))
                .map(Region::of)
                .toList();
    }

    /** A region as a stream; where it is gone, or can't be read, it ends. */
    private static final class Reading extends InputStream {

        private final RandomAccessFile memory;
        private final Region region;
        private long at;

        Reading(RandomAccessFile memory, Region region) {
            this.memory = memory;
            this.region = region;
            this.at = region.from();
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int most = (int) Math.min(length, region.to() - at);
            if (most <= 0) {
                return -1;
            }
            memory.seek(at);
            try {
                int read = memory.read(into, offset, most);
                at += Math.max(read, 0);
                return read;
            } catch (IOException gone) {
                return -1;
            }
        }
    }
}
