package io.prompttuner.trainer.worker.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A worker as a process of its own, as a supervisor would run it. */
final class WorkerChild implements AutoCloseable {

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin");

    private final Process process;
    private final Path home;
    private final Path log;

    private WorkerChild(Process process, Path home, Path log) {
        this.process = process;
        this.home = home;
        this.log = log;
    }

    /** Starts one in a directory of its own. */
    static WorkerChild start(Path parent, Map<String, String> env) throws IOException {
        Path home = Files.createTempDirectory(parent, "worker-");
        Path log = home.resolve("log");
        List<String> line = new ArrayList<>();
        line.add(JAVA.resolve("java").toString());
        line.add("-Xmx96m");
        line.add("-Djava.io.tmpdir=" + home);
        line.addAll(WorkerJvm.OPTIONS);
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), WorkerMain.class.getName()));
        var builder = new ProcessBuilder(line)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(WorkerJvm.ENVIRONMENT);
        builder.environment().putAll(env);
        return new WorkerChild(builder.start(), home, log);
    }

    /** What no process survives. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks it to end, as at a shutdown. */
    void terminate() {
        process.destroy();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("still there: " + output());
        }
        return process.exitValue();
    }

    String output() {
        try {
            return Files.readString(log);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    ProcessMemory memory() {
        return new ProcessMemory(process.pid());
    }

    /** Writes its Java heap to a file. */
    Path heapDump(Path to, String... options) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>();
        line.addAll(List.of(JAVA.resolve("jcmd").toString(), String.valueOf(process.pid()), "GC.heap_dump"));
        line.addAll(List.of(options));
        line.add(to.toString());
        int code = new ProcessBuilder(line)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("no heap dump: jcmd ended with " + code);
        }
        return to;
    }

    /** All files that it has left in its directory, its log among them, and those that it still writes to. */
    List<Path> files() throws IOException {
        try (Stream<Path> left = Files.walk(home)) {
            return Stream.concat(left.filter(Files::isRegularFile), memory().openFiles().stream())
                    .toList();
        }
    }

    /** Its share of memory, libraries shared with others counted in part; in MiB. */
    long proportionalSetMiB() throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "smaps_rollup")).stream()
                .filter(line -> line.startsWith("Pss:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
