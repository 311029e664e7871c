package io.prompttuner.platform.campaign;

import io.prompttuner.platform.assembly.JavaLine;
import io.prompttuner.platform.assembly.OwnSession;
import io.prompttuner.platform.data.DataDirectory;
import io.prompttuner.platform.data.InstallationStatus;
import io.prompttuner.platform.data.InstallationStatus.PartReport;
import io.prompttuner.platform.supervisor.LogFile;
import io.prompttuner.runtime.ProgramLife;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code up} as a child process, so that the supervisor can be killed like anything else. */
public final class UpChild implements AutoCloseable {

    private static final String PART = "up";
    private static final String MAIN = "io.prompttuner.platform.PromptTunerMain";
    private static final int HEAP = 160;
    private static final int PATIENCE_SECONDS = 12;

    private final Setting setting;
    private Process process;

    private UpChild(Setting setting, Process process) {
        this.setting = setting;
        this.process = process;
    }

    /**
     * What every life of the child has in common.
     *
     * @param home the checkout
     */
    public record Setting(DataDirectory data, int port, String tenant, Path home, Map<String, String> environment) {}

    /** Starts it; returns at once. */
    public static UpChild start(Setting setting) throws IOException {
        setting.data().create();
        return new UpChild(setting, launch(setting));
    }

    private static Process launch(Setting setting) throws IOException {
        List<String> line = new ArrayList<>(OwnSession.prefix(setting.environment()));
        List<String> arguments = List.of(
                "up",
                "--data",
                setting.data().root().toString(),
                "--port",
                String.valueOf(setting.port()),
                "--tenant",
                setting.tenant());
        line.addAll(JavaLine.asOurs().of(HEAP, List.of(), MAIN, arguments));
        var builder = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        setting.data().log(PART).toFile()));
        builder.environment().put(ProgramLife.END_WITH_PARENT, "true");
        builder.environment().put("PROMPTTUNER_HOME", setting.home().toString());
        return builder.start();
    }

    /** Starts it again after its death. */
    synchronized void restart() throws IOException {
        process = launch(setting);
    }

    synchronized Process process() {
        return process;
    }

    /** Whether all parts serve; refused if the supervisor has ended by itself. */
    boolean isReady() throws IOException, CampaignFailedException {
        if (!process().isAlive()) {
            throw new CampaignFailedException(
                    "up ended: " + new LogFile(setting.data().log(PART)).lastLine());
        }
        List<PartReport> parts = parts();
        return !parts.isEmpty()
                && parts.stream()
                        .allMatch(part ->
                                part.state().equals("ready") || part.state().equals("done"));
    }

    /** The parts as this life of the supervisor has them; none before it has said anything. */
    List<PartReport> parts() throws IOException {
        return InstallationStatus.read(setting.data().status())
                .filter(status -> status.pid() == process().pid())
                .map(InstallationStatus::parts)
                .orElse(List.of());
    }

    /** One part, which this life of the supervisor must know. */
    PartReport part(String name) throws IOException, CampaignFailedException {
        return parts().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new CampaignFailedException("the supervisor knows no part " + name));
    }

    /** The process of a part, which must run. */
    ProcessHandle running(PartReport part) throws CampaignFailedException {
        return ProcessHandle.of(part.pid())
                .orElseThrow(() -> new CampaignFailedException(part.name() + " does not run when it is to be killed"));
    }

    /** The process of a worker; empty if it has ended. */
    Optional<ProcessHandle> worker(String id) {
        String mark = "PROMPTTUNER_WORKER_ID=" + id + "\0";
        return process()
                .descendants()
                .filter(child -> environment(child.pid()).contains(mark))
                .findFirst();
    }

    /** All processes below and including the supervisor. */
    List<ProcessHandle> tree() {
        ProcessHandle root = process().toHandle();
        return Stream.concat(Stream.of(root), root.descendants()).toList();
    }

    /** In order if it manages in time. */
    @Override
    public void close() {
        List<ProcessHandle> all = tree();
        process().destroy();
        if (!hasEnded()) {
            all.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private boolean hasEnded() {
        try {
            return process().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String environment(long pid) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(pid), "environ"), StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }
}
