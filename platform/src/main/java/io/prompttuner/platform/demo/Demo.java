package io.prompttuner.platform.demo;

import io.prompttuner.platform.assembly.Installation;
import io.prompttuner.platform.assembly.LocalPlatform;
import io.prompttuner.platform.data.DataDirectory;
import io.prompttuner.platform.data.DirectoryLock;
import io.prompttuner.platform.data.Tokens;
import io.prompttuner.platform.http.GatewayClient;
import io.prompttuner.platform.memory.MemoryWatch;
import io.prompttuner.platform.memory.PssMeter;
import io.prompttuner.platform.supervisor.LocalWorkers;
import io.prompttuner.platform.supervisor.PartStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** One showing, from an empty directory to the report. */
public final class Demo {

    /** Says that a directory was made by a demo and may be emptied by the next. */
    private static final String MARK = "made-by-demo";

    private final DemoScreen screen;
    private final DemoClock clock;

    private Demo(DemoScreen screen, DemoClock clock) {
        this.screen = screen;
        this.clock = clock;
    }

    /** Empties the directory of the last demo, unless that still runs; touches none that no demo has made. */
    public static Demo begin(DataDirectory directory, DemoScreen screen) throws IOException, DemoFailedException {
        boolean free = DirectoryLock.holder(directory.lock()).isEmpty();
        boolean ours = Files.exists(directory.of(MARK));
        if (Files.exists(directory.root()) && !ours) {
            throw new DemoFailedException(
                    "%s was not made by a demo: move it away, or name another with --data".formatted(directory.root()));
        }
        if (free && ours) {
            delete(directory.root());
        }
        Files.createDirectories(directory.root());
        if (free) {
            Files.createFile(directory.of(MARK));
        }
        return new Demo(screen, DemoClock.begin());
    }

    /** Waits until the platform serves, plays the workload, and reports. */
    public DemoReport play(LocalPlatform platform, RandomGenerator random)
            throws IOException, InterruptedException, DemoFailedException {
        try (MemoryWatch memory = MemoryWatch.start(PssMeter.linux(), () -> processes(platform))) {
            platform.board().await(part -> part.state().satisfies());
            screen.say("the platform is ready after %.0f s".formatted(clock.seconds()));
            DemoClients clients = clients(platform.installation(), random);
            DemoResult result = new DemoRun(clients, screen, clock).play();
            return ReportWriter.write(result, clients, memory.peak());
        }
    }

    private static DemoClients clients(Installation installation, RandomGenerator random) throws IOException {
        Map<String, GatewayClient> clients = new HashMap<>();
        URI gateway = URI.create(installation.gatewayAddress());
        Tokens.read(installation.data().tokens())
                .byTenant()
                .forEach((tenant, token) -> clients.put(tenant, new GatewayClient(gateway, token)));
        return new DemoClients(clients, installation.tasks(), Long.toHexString(random.nextLong()));
    }

    private static Map<String, Long> processes(LocalPlatform platform) {
        Map<String, Long> all = new HashMap<>();
        all.put("supervisor", ProcessHandle.current().pid());
        for (PartStatus part : platform.board().all()) {
            all.put(part.name(), part.pid());
        }
        for (LocalWorkers.Worker worker : platform.workers()) {
            all.put("worker " + worker.id(), worker.pid());
        }
        return all;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            all.sorted(Comparator.reverseOrder()).forEach(Demo::deleteOne);
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    private static void deleteOne(Path path) {
        try {
            Files.delete(path);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
