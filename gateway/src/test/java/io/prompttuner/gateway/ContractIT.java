package io.prompttuner.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.stub.StreamObserver;
import io.prompttuner.gateway.api.BankList;
import io.prompttuner.gateway.api.JobDescription;
import io.prompttuner.protocol.bank.BankGrpc;
import io.prompttuner.protocol.bank.Entry;
import io.prompttuner.protocol.bank.ListReply;
import io.prompttuner.protocol.bank.ListRequest;
import io.prompttuner.store.Numerics;
import io.prompttuner.store.PromptManifest;
import io.prompttuner.store.name.ContentHash;
import io.prompttuner.store.name.TenantSlug;
import io.prompttuner.store.prompt.PromptFile;
import io.prompttuner.wire.Topic;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every operation that {@code openapi.json} describes is there and answers as described. */
class ContractIT {

    @Test
    void everyOperationSucceedsAsDocumented(@TempDir Path directory) throws Exception {
        Server bank = Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
                .addService(new OnePrompt())
                .build()
                .start();
        try (var scene = new Scene(directory);
                var gateway = scene.installation().start("127.0.0.1:" + bank.getPort())) {
            Api acme = new Api(gateway.port(), "acme-token", scene.contract());
            String dataset = scene.dataset("acme");
            String job = acme.submit("k-1", Scene.body(dataset, ""))
                    .as(JobDescription.class)
                    .status()
                    .id();
            String job2 = acme.submit("k-2", Scene.body(dataset, ""))
                    .as(JobDescription.class)
                    .status()
                    .id();
            acme.bring("small-lm", PromptFile.bytes(new float[] {1, 2, 3}, 3));
            look(acme, job);
            finish(scene, acme, job, job2, dataset);

            assertThat(acme.get("/v1/bank").as(BankList.class).prompts())
                    .singleElement()
                    .satisfies(item -> {
                        assertThat(item.task()).isEqualTo("emotion/street of acme");
                        assertThat(item.nearestTask()).isNull();
                    });
            assertThat(scene.contract().unexercised()).isEmpty();
        } finally {
            bank.shutdownNow().awaitTermination();
        }
    }

    private static void look(Api acme, String job) throws Exception {
        acme.get("/v1/jobs");
        acme.get("/v1/jobs/" + job);
        acme.get("/v1/datasets");
        acme.get("/v1/slo");
        acme.get("/v1/models");
        acme.get("/healthz");
        acme.get("/openapi.json");
        acme.get("/job.schema.json");
        acme.follow("/v1/jobs/" + job + "/events", "").close();
        acme.follow("/v1/events", "").close();
        acme.post("/v1/jobs/" + job + "/cancel");
    }

    private static void finish(Scene scene, Api acme, String job, String job2, String dataset) throws Exception {
        var manifest = new PromptManifest(
                ContentHash.of(new byte[0]),
                ContentHash.of(new byte[1]),
                7,
                Map.of(),
                "plain",
                new Numerics("float32", 1, "torch", "x86"));
        var prompts = scene.installation().stores().prompts();
        String prompt = prompts.put(new TenantSlug("acme"), "tensors".getBytes(UTF_8), manifest)
                .hash()
                .hex();
        scene.says(Topic.OUTCOMES, Samples.outcome(job, "acme", prompt));
        scene.says(Topic.OUTCOMES, Samples.outcome(job2, "acme", prompt));
        await().until(() -> acme.get("/v1/jobs/" + job + "/prompt").status() == 200);
        await().until(() -> acme.delete("/v1/datasets/" + dataset).status() == 204);
    }

    /** A bank that says whom it was asked for. */
    private static final class OnePrompt extends BankGrpc.BankImplBase {
        @Override
        public void list(ListRequest request, StreamObserver<ListReply> reply) {
            Entry entry = Entry.newBuilder()
                    .setPrompt(Samples.SHA)
                    .setJob("j-1")
                    .setTask("emotion/street of " + request.getTenant())
                    .setBaseModel("small-lm")
                    .setSteps(30)
                    .build();
            reply.onNext(ListReply.newBuilder().addEntries(entry).build());
            reply.onCompleted();
        }
    }
}
