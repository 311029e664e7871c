package io.prompttuner.platform.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Proportional set sizes, as Linux counts them: a page that n processes share counts 1/n in each, so that a sum over
 * processes counts every page once.
 *
 * @param proc where the kernel speaks, {@code /proc}
 */
public record PssMeter(Path proc) {

    private static final Pattern PSS = Pattern.compile("(?m)^Pss:\\s+(\\d+) kB$");
    private static final long KIB = 1024;

    public static PssMeter linux() {
        return new PssMeter(Path.of("/proc"));
    }

    /** In bytes, summed; a process that is gone counts nothing. */
    public long of(Collection<Long> pids) {
        return pids.stream().mapToLong(this::of).sum();
    }

    /** In bytes; 0 for a process that is gone or not ours to look at. */
    public long of(long pid) {
        try {
            Matcher pss = PSS.matcher(Files.readString(proc.resolve(pid + "/smaps_rollup")));
            return pss.find() ? Long.parseLong(pss.group(1)) * KIB : 0;
        } catch (IOException gone) {
            return 0;
        }
    }
}
