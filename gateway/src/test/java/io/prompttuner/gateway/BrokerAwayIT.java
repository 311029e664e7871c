package io.prompttuner.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.prompttuner.embedded.kafka.KafkaNode;
import io.prompttuner.gateway.EventStream.Event;
import io.prompttuner.gateway.api.DatasetAccepted;
import io.prompttuner.gateway.api.JobDescription;
import io.prompttuner.gateway.api.JobPage;
import io.prompttuner.wire.Topic;
import io.prompttuner.wire.kafka.EventWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that goes away and comes back. */
class BrokerAwayIT {

    @Test
    void refusesWritesAndAnswersReadsWhileTheBrokerIsAwayAndGoesOnAfterwards(@TempDir Path directory) throws Exception {
        int port = freePort();
        Path data = directory.resolve("kafka");
        KafkaNode broker = KafkaNode.start(data, port);
        var installation = Installation.make(directory.resolve("data"), broker.bootstrapServers());
        var contract = new OpenApiContract();
        try (var gateway = installation.start()) {
            var acme = new Api(gateway.port(), "acme-token", contract);
            String body = Scene.body(
                    acme.upload(Scene.rows(20, "a")).as(DatasetAccepted.class).sha256(), "");
            String job = acme.submit("before", body)
                    .as(JobDescription.class)
                    .status()
                    .id();
            EventStream stream = acme.follow("/v1/jobs/" + job + "/events", "");
            stream.readUntil(event -> event.name().equals("state"));

            broker.close();
            Api.Answer refused = acme.submit("during", body);
            Instant asOf = acme.get("/v1/jobs").as(JobPage.class).asOf();

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isNotEmpty();
            assertThat(refused.json().path("detail").asText())
                    .contains("same Idempotency-Key")
                    .hasLineCount(1);
            assertThat(acme.get("/v1/jobs/" + job).status()).isEqualTo(200);
            assertThat(acme.post("/v1/jobs/" + job + "/cancel").status()).isEqualTo(503);
            await().atMost(Duration.ofSeconds(30))
                    .until(() ->
                            acme.get("/healthz").json().path("status").asText().equals("broker-away"));
            assertThat(acme.get("/v1/jobs").as(JobPage.class).asOf()).isEqualTo(asOf);

            broker = KafkaNode.start(data, port);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> List.of(200, 201)
                            .contains(acme.submit("during", body).status()));
            assertThat(acme.get("/v1/jobs").as(JobPage.class).asOf()).isAfter(asOf);
            assertThat(acme.get("/v1/jobs").as(JobPage.class).jobs()).hasSize(2);
            assertThat(acme.post("/v1/jobs/" + job + "/cancel").status()).isBetween(200, 202);
            assertThat(installation.count(Topic.CANCELS, job)).isEqualTo(1);
            assertThat(nextStep(installation, stream, job)).isEqualTo("step");
        } finally {
            broker.close();
        }
    }

    @Test
    void saysThatItsPortIsTaken(@TempDir Path directory) throws Exception {
        try (KafkaNode broker = KafkaNode.start(directory.resolve("kafka"))) {
            var installation = Installation.make(directory.resolve("data"), broker.bootstrapServers());
            try (var first = installation.start()) {
                assertThatThrownBy(() -> installation.start("127.0.0.1:1", first.port()))
                        .hasMessage(
                                "port %d on 127.0.0.1 is in use: stop what listens there or set"
                                        + " PROMPTTUNER_GATEWAY_PORT to another",
                                first.port());
            }
        }
    }

    private static String nextStep(Installation installation, EventStream stream, String job) throws IOException {
        try (EventWriter worker = EventWriter.connect(installation.connection(), Duration.ZERO)) {
            worker.append(Topic.STEPS, Samples.step(job, 1, 1));
        }
        List<Event> events = stream.readUntil(event -> event.name().equals("step"));
        return events.get(events.size() - 1).name();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
