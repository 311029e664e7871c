package io.prompttuner.platform.doctor;

import java.util.ArrayList;
import java.util.List;

/** Judges what a machine offers against what the platform needs. */
public final class MachineRule {

    private static final int OLDEST_JAVA = 17;
    private static final long GIB = 1L << 30;
    private static final long LEAST_DISK = 2 * GIB;
    private static final long LEAST_MEMORY = 4 * GIB;

    private MachineRule() {}

    /** One finding a subject. */
    public static List<Finding> judge(Machine machine) {
        List<Finding> findings = new ArrayList<>();
        findings.add(java(machine.javaFeature()));
        findings.add(
                machine.maven()
                        ? Finding.ok("maven", "found")
                        : Finding.warn("maven", "not on the PATH", "install it to build again after a change"));
        findings.add(
                machine.ownSessions()
                        ? Finding.ok("setsid", "found")
                        : Finding.warn("setsid", "not on the PATH", "Ctrl-C will end all parts at once, in no order"));
        findings.add(space("disk", machine.freeDisk(), LEAST_DISK, "make room, or move the data with --data"));
        findings.add(space("memory", machine.freeMemory(), LEAST_MEMORY, "end other programs, or use fewer --workers"));
        return findings;
    }

    private static Finding java(int feature) {
        return feature >= OLDEST_JAVA
                ? Finding.ok("java", String.valueOf(feature))
                : Finding.fail("java", String.valueOf(feature), "install a JDK %d or newer".formatted(OLDEST_JAVA));
    }

    private static Finding space(String subject, long free, long least, String advice) {
        String detail = "%.1f GiB free".formatted((double) free / GIB);
        return free >= least
                ? Finding.ok(subject, detail)
                : Finding.fail(subject, detail, "%d GiB are needed: %s".formatted(least / GIB, advice));
    }

    /**
     * What a machine offers.
     *
     * @param javaFeature as in Java 17
     * @param maven whether it is on the PATH
     * @param ownSessions whether a program can be started in a session of its own
     * @param freeDisk bytes, where the data lies
     * @param freeMemory bytes
     */
    public record Machine(int javaFeature, boolean maven, boolean ownSessions, long freeDisk, long freeMemory) {}
}
