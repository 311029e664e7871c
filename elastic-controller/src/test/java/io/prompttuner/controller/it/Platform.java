package io.prompttuner.controller.it;

import io.prompttuner.controller.ControllerConfig;
import io.prompttuner.controller.RunningController;
import io.prompttuner.controller.rule.Windows;
import io.prompttuner.embedded.kafka.KafkaNode;
import io.prompttuner.embedded.process.LoopbackPorts;
import io.prompttuner.store.model.ModelHash;
import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.Event;
import io.prompttuner.wire.event.Role;
import io.prompttuner.wire.kafka.EventWriter;
import io.prompttuner.wire.kafka.KafkaConnection;
import io.prompttuner.wire.kafka.LogReader;
import io.prompttuner.wire.kafka.TermClaims;
import io.prompttuner.wire.kafka.TopicSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Everything around a controller: a real broker, and played gateway, scheduler, supervisor and workers. */
final class Platform implements AutoCloseable {

    static final String MODEL = "small-lm";
    private static final Windows WINDOWS = new Windows(
            Duration.ofSeconds(2),
            Duration.ofSeconds(3),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            Duration.ofMinutes(10));

    final ScriptedSupervisor supervisor;
    private final Path directory;
    private final int brokerPort;
    private final int controllerPort;
    private final String hash;
    private KafkaNode broker;
    private final KafkaConnection connection;
    private final EventWriter writer;
    private final LogReader reader;
    private final List<Event> seen = new ArrayList<>();
    private long epoch;
    private long sequence;

    Platform(Path directory) throws IOException {
        this.directory = directory;
        LoopbackPorts.Pair ports = LoopbackPorts.twoFree();
        brokerPort = ports.first();
        controllerPort = ports.second();
        Path model = Files.createDirectories(directory.resolve("model"));
        Files.writeString(model.resolve("config.json"), "{}");
        hash = ModelHash.of(model);
        Files.writeString(catalogue(), "{\"models\": [{\"name\": \"small-lm\", \"directory\": \"model\"}]}");
        broker = KafkaNode.start(directory.resolve("kafka"), brokerPort);
        connection = KafkaConnection.of(broker.bootstrapServers(), "it");
        try (var topics = TopicSetup.connect(connection)) {
            topics.makeMissing();
        }
        writer = EventWriter.connect(connection, Duration.ZERO);
        reader = LogReader.fromStart(connection, List.of(Topic.ASSIGNMENTS, Topic.STEPS, Topic.FLEET));
        supervisor = new ScriptedSupervisor((id, name) -> new ScriptedWorker(id, name, hash, controllerPort));
        newScheduler();
    }

    /** A scheduler claims its epoch; wishes are of the newest. */
    void newScheduler() {
        try (var terms = TermClaims.connect(connection)) {
            epoch = terms.claim(Role.SCHEDULER, "scheduler-" + System.nanoTime());
        }
    }

    RunningController startController() throws IOException, InterruptedException {
        return startController(controllerPort);
    }

    RunningController startController(int port) throws IOException, InterruptedException {
        return RunningController.start(new ControllerConfig(
                broker.bootstrapServers(),
                Duration.ofMinutes(5),
                "127.0.0.1",
                port,
                directory.resolve("store"),
                catalogue(),
                2,
                false,
                supervisor.address(),
                ScriptedSupervisor.TOKEN,
                WINDOWS));
    }

    void stopBroker() {
        broker.close();
    }

    void startBroker() {
        broker = KafkaNode.start(directory.resolve("kafka"), brokerPort);
    }

    void write(Topic topic, Event event) {
        writer.append(topic, event);
    }

    long epoch() {
        return epoch;
    }

    long nextSequence() {
        return ++sequence;
    }

    /** Every event of this type so far, in the order of its partition. */
    <E extends Event> List<E> all(Class<E> type) {
        reader.readToEnd(received -> received.body().match(seen::add, () -> false, letter -> false));
        return seen.stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Override
    public void close() {
        supervisor.close();
        writer.close();
        reader.close();
        broker.close();
    }

    private Path catalogue() {
        return directory.resolve("models.json");
    }
}
