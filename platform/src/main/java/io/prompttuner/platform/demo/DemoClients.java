package io.prompttuner.platform.demo;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prompttuner.gateway.api.BankList;
import io.prompttuner.gateway.api.JobDescription;
import io.prompttuner.gateway.api.JobStatus;
import io.prompttuner.gateway.submit.JobIdentity;
import io.prompttuner.platform.http.GatewayAwayException;
import io.prompttuner.platform.http.GatewayClient;
import io.prompttuner.trainer.worker.attempt.Habits;
import io.prompttuner.trainer.worker.attempt.PlainShare;
import io.prompttuner.wire.event.StartKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Speaks to the gateway for all tenants of the demo, as their own programs would. */
final class DemoClients {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String MODEL = "small-lm";
    private static final double TARGET_LOSS = 0.05;
    private static final PlainShare PLAIN_SHARE = new PlainShare(Habits.DEFAULT.plainOneIn());

    private final Map<String, GatewayClient> byTenant;
    private final Path tasks;
    private final String run;

    /** @param run makes the keys of one run of the demo differ from those of another */
    DemoClients(Map<String, GatewayClient> byTenant, Path tasks, String run) {
        this.byTenant = Map.copyOf(byTenant);
        this.tasks = tasks;
        this.run = run;
    }

    Submitted submit(DemoJob job) throws IOException {
        byte[] dataset = Files.readAllBytes(tasks.resolve(job.task() + ".jsonl"));
        GatewayClient client = of(job.tenant());
        ObjectNode request = request(job, client.upload(dataset).sha256());
        return new Submitted(job, client.submit(request, key(job)).status().id());
    }

    /**
     * One that no other run has. A job that races has a plain twin already, so its key is chosen such that it does not fall to
     * the share of jobs that start plain on purpose.
     */
    private String key(DemoJob job) {
        String key = "%s-%s-%s-%d".formatted(run, job.task(), job.role(), job.seed());
        return job.start() == StartKind.RACE ? racing(job.tenant(), key) : key;
    }

    static String racing(String tenant, String base) {
        return IntStream.iterate(0, n -> n + 1)
                .mapToObj(n -> "%s-%d".formatted(base, n))
                .filter(key -> !PLAIN_SHARE.holds(JobIdentity.of(tenant, key).job()))
                .findFirst()
                .orElseThrow();
    }

    JobDescription describe(Submitted job) {
        return of(job.job().tenant()).describe(job.id());
    }

    /** Every job of every tenant, as far as the gateway answers now. */
    List<JobStatus> jobs() {
        List<JobStatus> all = new ArrayList<>();
        for (GatewayClient client : byTenant.values()) {
            try {
                all.addAll(client.jobs(Map.of("limit", "500")).jobs());
            } catch (GatewayAwayException passes) {
                // asked again in a moment
            }
        }
        return all;
    }

    /** Jobs of a tenant whose prompts the bank holds and may propose; none while it does not answer. */
    Set<String> taught(String tenant) {
        try {
            return of(tenant).bank(100).prompts().stream()
                    .map(BankList.Item::job)
                    .collect(Collectors.toSet());
        } catch (GatewayAwayException starting) {
            return Set.of();
        }
    }

    private GatewayClient of(String tenant) {
        GatewayClient client = byTenant.get(tenant);
        if (client == null) {
            throw new IllegalArgumentException("no token of tenant " + tenant);
        }
        return client;
    }

    private static ObjectNode request(DemoJob job, String dataset) {
        ObjectNode request = JSON.createObjectNode();
        request.put("name", job.task());
        request.put("baseModel", MODEL);
        request.put("dataset", dataset);
        request.putObject("target").put("loss", TARGET_LOSS);
        request.put("deadline", job.deadline().toString());
        request.putObject("start").put("kind", job.start().word());
        request.put("seed", job.seed());
        request.put("learningRate", job.learningRate());
        request.put("maxSteps", job.maxSteps());
        request.put("evaluateEvery", job.evaluateEvery());
        request.putObject("limits").put("maxWorkers", job.maxWorkers());
        return request;
    }

    /** A job that the gateway has taken. */
    record Submitted(DemoJob job, String id) {}
}
