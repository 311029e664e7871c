package io.prompttuner.platform.assembly;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The JVM of a part: small, quick to start, and open to what Flink needs.
 *
 * @param java path of the executable
 * @param classPath of every part alike
 */
public record JavaLine(String java, String classPath) {

    private static final List<String> OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-Xss512k",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.time=ALL-UNNAMED");

    /** The same Java and class path that this program runs on. */
    public static JavaLine asOurs() {
        return new JavaLine(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                System.getProperty("java.class.path", ""));
    }

    /**
     * The command of one part.
     *
     * @param heap most it may take, in MiB
     * @param more options for this part alone
     */
    public List<String> of(int heap, List<String> more, String mainClass, List<String> arguments) {
        List<String> line = new ArrayList<>();
        line.add(java);
        line.add("-Xmx" + heap + "m");
        line.addAll(OPTIONS);
        line.addAll(more);
        line.add("-cp");
        line.add(classPath);
        line.add(mainClass);
        line.addAll(arguments);
        return line;
    }
}
