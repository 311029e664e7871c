package io.prompttuner.controller;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.prompttuner.controller.decide.Controller;
import io.prompttuner.controller.grpc.FleetService;
import io.prompttuner.controller.kafka.KafkaEventLog;
import io.prompttuner.controller.local.SupervisorFleet;
import io.prompttuner.controller.loop.Carrier;
import io.prompttuner.controller.loop.ControllerLoop;
import io.prompttuner.controller.loop.Inbox;
import io.prompttuner.controller.message.Input;
import io.prompttuner.controller.rule.BaseModel;
import io.prompttuner.controller.rule.Rules;
import io.prompttuner.controller.rule.Setup;
import io.prompttuner.controller.store.DirectoryStoreKeeper;
import io.prompttuner.runtime.ProgramLife;
import io.prompttuner.runtime.ServicePort;
import io.prompttuner.store.directory.DirectoryStores;
import io.prompttuner.store.model.ModelCatalogue;
import io.prompttuner.wire.event.Role;
import io.prompttuner.wire.kafka.KafkaConnection;
import io.prompttuner.wire.kafka.TermClaims;
import io.prompttuner.wire.kafka.TopicSetup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One controller from its claim to its end: the decisions with the adapters around them. */
final class ControllerProgram {

    private static final Logger LOG = LoggerFactory.getLogger(ControllerProgram.class);

    private final ControllerConfig config;
    private final ProgramLife life;
    private final InstantSource clock;
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final AtomicReference<@Nullable String> fault = new AtomicReference<>();

    ControllerProgram(ControllerConfig config, ProgramLife life, InstantSource clock) {
        this.config = config;
        this.life = life;
        this.clock = clock;
    }

    /** Returns when workers may come; the port that they may come to. */
    int start() throws IOException, InterruptedException {
        // All that can be wrong with the start, before a claim deposes a controller that works.
        new ServicePort(config.host(), config.port(), "PROMPTTUNER_CONTROLLER_PORT").requireFree();
        requireTopics(KafkaConnection.of(config.kafka(), "controller-topics"));
        var connection = new KafkaConnection(config.kafka(), "controller", config.brokerPatience());
        var inbox = new Inbox();
        var setup = new Setup(config.gpus(), models(), config.mixedNumerics(), config.windows(), Rules.ALL);
        var stores = DirectoryStores.in(config.store(), clock);
        stores.requireWritable();
        var streams = new FleetService(inbox);
        var fleet = life.with(new SupervisorFleet(config.supervisor(), config.supervisorToken(), inbox));
        var keeper = life.with(new DirectoryStoreKeeper(stores.checkpoints(), stores.prompts(), clock));
        var log = life.with(KafkaEventLog.connect(connection, inbox, this::fail));
        var carrier = new Carrier(log, streams, fleet, keeper, this::fail);
        var controller = new Controller(claim(connection), setup);
        life.with(new ControllerLoop(controller, inbox, carrier, clock, this::fail))
                .start();
        awaitCaughtUp(log);
        inbox.put(new Input.CaughtUp());
        fleet.watch();
        return serve(streams);
    }

    /** Why it ended by itself, if it did. */
    @Nullable String fault() {
        return fault.get();
    }

    private void fail(String why) {
        if (fault.compareAndSet(null, why)) {
            LOG.warn("ending: {}", why);
        }
        caughtUp.countDown(); // nobody need wait for it
        life.end();
    }

    private static void requireTopics(KafkaConnection connection) {
        try (var topics = TopicSetup.connect(connection)) {
            topics.requireFit();
        }
    }

    private Map<String, BaseModel> models() throws IOException {
        ModelCatalogue catalogue = ModelCatalogue.read(config.models());
        return catalogue.names().stream()
                .flatMap(name -> catalogue.find(name).stream())
                .collect(Collectors.toMap(
                        io.prompttuner.store.model.BaseModel::name,
                        model -> new BaseModel(model.hash(), model.gpusPerWorker())));
    }

    private static long claim(KafkaConnection connection) {
        try (var terms = TermClaims.connect(connection)) {
            return terms.claim(Role.CONTROLLER, "controller-" + UUID.randomUUID());
        }
    }

    private void awaitCaughtUp(KafkaEventLog log) throws InterruptedException {
        log.start(caughtUp::countDown);
        caughtUp.await();
    }

    private int serve(FleetService streams) throws IOException {
        Server server = NettyServerBuilder.forAddress(new InetSocketAddress(config.host(), config.port()))
                .addService(streams)
                .build()
                .start();
        life.with(() -> close(server));
        return server.getPort();
    }

    /** Returns when the port is free: whoever comes next looks at it first of all. */
    private static void close(Server server) throws InterruptedException {
        boolean free = server.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
        LOG.debug("port {} is {}", server.getPort(), free ? "free" : "still in use");
    }
}
