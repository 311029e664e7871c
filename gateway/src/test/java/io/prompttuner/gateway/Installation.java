package io.prompttuner.gateway;

import io.prompttuner.gateway.http.HttpGateway;
import io.prompttuner.runtime.ProgramLife;
import io.prompttuner.store.directory.DirectoryStores;
import io.prompttuner.store.name.ContentHash;
import io.prompttuner.wire.Topic;
import io.prompttuner.wire.kafka.KafkaConnection;
import io.prompttuner.wire.kafka.LogReader;
import io.prompttuner.wire.kafka.TopicSetup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A data directory with two base models, each three wide, and three tenants, over which gateways are started and ended. */
final class Installation {

    private final Path directory;
    private final String kafka;

    private Installation(Path directory, String kafka) {
        this.directory = directory;
        this.kafka = kafka;
    }

    /** A gateway that runs. */
    record Running(ProgramLife life, int port) implements AutoCloseable {
        @Override
        public void close() {
            life.close();
        }
    }

    static Installation make(Path directory, String kafka) throws IOException {
        model(directory.resolve("small-lm"), "{\"n_embd\": 3, \"n_positions\": 64}");
        model(directory.resolve("twin-lm"), "{\"hidden_size\": 3}");
        Files.writeString(directory.resolve("models.json"), """
                {"models": [{"name": "small-lm", "directory": "small-lm"}, {"name": "twin-lm", "directory": "twin-lm"}]}
                """);
        Files.writeString(
                directory.resolve("tokens"), token("acme", "") + token("bolt", "") + token("ops", " operator"));
        try (TopicSetup topics = TopicSetup.connect(new KafkaConnection(kafka, "test", Duration.ofSeconds(30)))) {
            topics.makeMissing();
        }
        return new Installation(directory, kafka);
    }

    Running start() throws IOException {
        return start("127.0.0.1:1");
    }

    /** Starts with a prompt bank there. */
    Running start(String bank) throws IOException {
        return start(bank, 0);
    }

    Running start(String bank, int port) throws IOException {
        var config = new GatewayConfig(
                kafka,
                "127.0.0.1",
                port,
                directory.resolve("store"),
                directory.resolve("models.json"),
                8 << 20,
                bank,
                directory.resolve("tokens"));
        ProgramLife life = ProgramLife.owned();
        try {
            HttpGateway http = new Gateway(config, Clock.systemUTC(), life).start();
            return new Running(life, http.port());
        } catch (IOException | RuntimeException failed) {
            life.close();
            throw failed;
        }
    }

    DirectoryStores stores() {
        return DirectoryStores.in(directory.resolve("store"), Clock.systemUTC());
    }

    /** How many records of this key stand in the log. */
    long count(Topic topic, String key) {
        List<String> keys = new ArrayList<>();
        try (LogReader reader = LogReader.fromStart(connection(), List.of(topic))) {
            reader.readToEnd(record -> keys.add(String.valueOf(record.key())));
        }
        return keys.stream().filter(key::equals).count();
    }

    KafkaConnection connection() {
        return new KafkaConnection(kafka, "test", Duration.ofSeconds(30));
    }

    private static void model(Path directory, String config) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("config.json"), config);
    }

    private static String token(String tenant, String role) {
        String hash = ContentHash.of((tenant + "-token").getBytes(StandardCharsets.UTF_8))
                .hex();
        return tenant + " " + hash + role + "\n";
    }
}
