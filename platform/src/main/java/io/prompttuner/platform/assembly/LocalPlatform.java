package io.prompttuner.platform.assembly;

import io.prompttuner.platform.data.DataDirectory;
import io.prompttuner.platform.data.DirectoryLock;
import io.prompttuner.platform.data.InstallationStatus;
import io.prompttuner.platform.data.InstallationStatus.PartReport;
import io.prompttuner.platform.data.RecentFiles;
import io.prompttuner.platform.http.WorkersServer;
import io.prompttuner.platform.supervisor.LocalWorkers;
import io.prompttuner.platform.supervisor.RestartRule;
import io.prompttuner.platform.supervisor.StatusBoard;
import io.prompttuner.platform.supervisor.Supervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole platform on this machine, from the lock on its data directory to the last child. */
public final class LocalPlatform implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LocalPlatform.class);

    /** Logs of workers that are gone, for who looks for the cause of a fault later. */
    private static final int WORKER_LOGS = 40;

    private final Installation installation;
    private final DirectoryLock lock;
    private final PlatformParts parts;
    private final LocalWorkers workers;
    private final Supervisor supervisor;
    private final WorkersServer server;

    private LocalPlatform(Installation installation, DirectoryLock lock) throws IOException {
        this.installation = installation;
        this.lock = lock;
        this.parts = new PlatformParts(installation);
        this.workers = new LocalWorkers(this::launchWorker);
        this.supervisor = new Supervisor(parts.all(), workers, RestartRule.STANDARD);
        this.server = WorkersServer.start(installation.ports().supervisor(), installation.supervisorToken(), workers);
    }

    /** Begins to start all parts; returns at once. */
    public static LocalPlatform start(UpRequest request, Preparation preparation)
            throws IOException, RefusedStartException {
        DirectoryLock lock = lock(request.data());
        try {
            var platform = new LocalPlatform(preparation.prepare(request), lock);
            platform.begin();
            return platform;
        } catch (IOException | RefusedStartException | RuntimeException failed) {
            lock.close();
            throw failed;
        }
    }

    public Installation installation() {
        return installation;
    }

    /** How the parts are. */
    public StatusBoard board() {
        return supervisor.board();
    }

    /** Who trains. */
    public List<LocalWorkers.Worker> workers() {
        return workers.list();
    }

    /** Ends everything, workers first; within ten seconds, whatever they do. */
    @Override
    public void close() throws IOException {
        supervisor.close();
        server.close();
        Files.deleteIfExists(installation.data().status());
        lock.close();
    }

    private static DirectoryLock lock(DataDirectory data) throws IOException, RefusedStartException {
        data.create();
        return DirectoryLock.take(data.lock(), ProcessHandle.current().pid())
                .orElseThrow(() -> new RefusedStartException(List.of(
                        "%s is in use: PromptTuner runs over it already; stop it with `prompttuner down --data %s`, or choose another directory with --data"
                                .formatted(data.root(), data.root()))));
    }

    private void begin() {
        board().onChange(this::publish);
        publish();
        supervisor.start();
    }

    private Process launchWorker(String id, String baseModel) throws IOException {
        List<String> alive = workers.list().stream()
                .map(worker -> PlatformParts.workerName(worker.id()))
                .toList();
        String kind = PlatformParts.workerName("");
        new RecentFiles(installation.data().logs(), kind, WORKER_LOGS).sweep(alive);
        new RecentFiles(installation.data().run(), kind, WORKER_LOGS).sweep(alive);
        return parts.worker(id, baseModel);
    }

    private synchronized void publish() {
        List<PartReport> reports = board().all().stream()
                .map(part ->
                        new PartReport(part.name(), part.pid(), part.state().word(), part.restarts(), part.detail()))
                .toList();
        try {
            new InstallationStatus(
                            ProcessHandle.current().pid(),
                            installation.gatewayAddress(),
                            installation.models().toString(),
                            installation.ports(),
                            reports)
                    .write(installation.data().status());
        } catch (IOException full) {
            LOG.warn("could not write {}: {}", installation.data().status(), full.getMessage());
        }
    }
}
