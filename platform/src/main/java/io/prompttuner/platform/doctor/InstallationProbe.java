package io.prompttuner.platform.doctor;

import io.prompttuner.platform.data.DataDirectory;
import io.prompttuner.platform.data.DirectoryLock;
import io.prompttuner.platform.data.InstallationStatus;
import io.prompttuner.platform.data.InstallationStatus.PartReport;
import io.prompttuner.platform.http.Answering;
import io.prompttuner.platform.kafka.TopicsProbe;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Looks at the installation of a data directory: whether it runs, and how each part is. */
public record InstallationProbe(DataDirectory data) {

    private static final String SUBJECT = "data directory";

    /** One finding a subject. */
    public List<Finding> look() throws IOException, InterruptedException {
        OptionalLong holder = DirectoryLock.holder(data.lock());
        if (holder.isEmpty()) {
            return List.of(Finding.ok(SUBJECT, data.root() + ": nothing runs over it; start with `prompttuner up`"));
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok(SUBJECT, "%s: in use by process %d".formatted(data.root(), holder.getAsLong())));
        Optional<InstallationStatus> status = InstallationStatus.read(data.status());
        if (status.isPresent()) {
            parts(status.get(), findings);
        }
        return findings;
    }

    private void parts(InstallationStatus status, List<Finding> findings) throws InterruptedException {
        status.parts().forEach(part -> findings.add(part(part)));
        findings.add(topics("127.0.0.1:" + status.ports().broker()));
        findings.add(answers("elasticsearch health", loopback(status.ports().elasticsearch(), "/_cluster/health")));
        findings.add(answers("flink jobs", loopback(status.ports().flink(), "/jobs")));
        findings.add(answers("gateway health", URI.create(status.gateway() + "/healthz")));
    }

    private Finding part(PartReport part) {
        String detail = part.restarts() == 0
                ? part.state()
                : "%s, started again %d times".formatted(part.state(), part.restarts());
        return switch (part.state()) {
            case "ready" ->
                ProcessHandle.of(part.pid()).isPresent()
                        ? Finding.ok(part.name(), detail + ", process " + part.pid())
                        : Finding.fail(part.name(), "process %d is gone".formatted(part.pid()), log(part));
            case "done" -> Finding.ok(part.name(), detail);
            case "failed" -> Finding.fail(part.name(), part.detail(), log(part));
            default -> Finding.warn(part.name(), detail, "wait a moment; if it stays so, " + log(part));
        };
    }

    private String log(PartReport part) {
        return "see " + data.log(part.name());
    }

    private Finding topics(String broker) {
        List<String> faults = new TopicsProbe(broker).faults();
        return faults.isEmpty()
                ? Finding.ok("topics on the broker", "as the contract wants them")
                : Finding.fail("topics on the broker", String.join("; ", faults), "see " + data.log("topics"));
    }

    private Finding answers(String subject, URI address) throws InterruptedException {
        return Answering.at(address)
                ? Finding.ok(subject, address.toString())
                : Finding.fail(subject, "no answer from " + address, "see " + data.logs());
    }

    private static URI loopback(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
