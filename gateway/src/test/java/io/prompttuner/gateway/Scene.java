package io.prompttuner.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.embedded.kafka.KafkaNode;
import io.prompttuner.gateway.api.DatasetAccepted;
import io.prompttuner.gateway.api.JobDescription;
import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.Event;
import io.prompttuner.wire.kafka.EventWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A real broker, a gateway over it, and a writer with which a test plays the other parts of the platform. */
final class Scene implements AutoCloseable {

    private final AtomicInteger keys = new AtomicInteger();
    private final KafkaNode broker;
    private final Installation installation;
    private final OpenApiContract contract = new OpenApiContract();
    private final EventWriter platform;
    private Installation.Running gateway;

    Scene(Path directory) throws IOException {
        broker = KafkaNode.start(directory.resolve("kafka"));
        installation = Installation.make(directory.resolve("data"), broker.bootstrapServers());
        platform = EventWriter.connect(installation.connection(), Duration.ZERO);
        gateway = installation.start();
    }

    Installation installation() {
        return installation;
    }

    OpenApiContract contract() {
        return contract;
    }

    Api as(String tenant) {
        return new Api(gateway.port(), tenant.isEmpty() ? "" : tenant + "-token", contract);
    }

    /** Another part of the platform says something. */
    void says(Topic topic, Event event) {
        platform.append(topic, event);
    }

    /** Ends the gateway and starts another over the same log. */
    void restartGateway() throws IOException {
        gateway.close();
        gateway = installation.start();
    }

    /** A key nobody used. */
    String key() {
        return "key-" + keys.incrementAndGet();
    }

    /** A dataset of its own, by name. */
    String dataset(String tenant) throws IOException, InterruptedException {
        Api.Answer answer = as(tenant).upload(rows(20, "task " + key()));
        assertThat(answer.status()).isEqualTo(201);
        return answer.as(DatasetAccepted.class).sha256();
    }

    /** A job that was accepted, by id. */
    String job(String tenant) throws IOException, InterruptedException {
        Api.Answer answer = as(tenant).submit(key(), body(dataset(tenant), ""));
        assertThat(answer.status()).isEqualTo(201);
        return answer.as(JobDescription.class).status().id();
    }

    /** A request; {@code more} begins with a comma or is empty. */
    static String body(String dataset, String more) {
        return """
                {"name": "emotion/street", "baseModel": "small-lm", "dataset": "%s", "target": {"loss": 0.15},
                 "deadline": "PT10M"%s}""".formatted(dataset, more);
    }

    static String rows(int count, String about) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"input\": \"%s %d\", \"target\": \"yes\"}\n".formatted(about, i))
                .collect(Collectors.joining());
    }

    @Override
    public void close() {
        gateway.close();
        platform.close();
        broker.close();
    }
}
