package io.prompttuner.gateway;

import io.prompttuner.gateway.desk.DatasetDesk;
import io.prompttuner.gateway.desk.JobDesk;
import io.prompttuner.gateway.desk.PromptDesk;
import io.prompttuner.gateway.desk.StoredNames;
import io.prompttuner.gateway.grpc.GrpcBankShelf;
import io.prompttuner.gateway.http.Desks;
import io.prompttuner.gateway.http.HttpGateway;
import io.prompttuner.gateway.kafka.DecisionFeed;
import io.prompttuner.gateway.kafka.KafkaRequestLog;
import io.prompttuner.gateway.kafka.KafkaStepHistory;
import io.prompttuner.gateway.kafka.OffsetsByTime;
import io.prompttuner.gateway.kafka.StepTail;
import io.prompttuner.gateway.kafka.ViewFeed;
import io.prompttuner.gateway.live.LiveHub;
import io.prompttuner.gateway.live.StreamQuota;
import io.prompttuner.gateway.submit.SubmitRule;
import io.prompttuner.gateway.tenant.TokenFile;
import io.prompttuner.gateway.view.PlatformView;
import io.prompttuner.runtime.ProgramLife;
import io.prompttuner.runtime.ServicePort;
import io.prompttuner.store.dataset.DatasetLimits;
import io.prompttuner.store.dataset.DatasetReader;
import io.prompttuner.store.directory.DirectoryStores;
import io.prompttuner.store.model.ModelCatalogue;
import io.prompttuner.store.prompt.PromptLimits;
import io.prompttuner.store.prompt.PromptReader;
import io.prompttuner.wire.kafka.EventWriter;
import io.prompttuner.wire.kafka.KafkaConnection;
import io.prompttuner.wire.kafka.TopicSetup;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;

/** Puts the gateway together: what it is made of lives as long as the program does. */
final class Gateway {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration WHOLE_WITHIN = Duration.ofSeconds(30);
    private static final int STREAMS_PER_TENANT = 64;

    private final GatewayConfig config;
    private final InstantSource clock;
    private final ProgramLife life;

    Gateway(GatewayConfig config, InstantSource clock, ProgramLife life) {
        this.config = config;
        this.clock = clock;
        this.life = life;
    }

    /** Returns when requests are answered from a whole view, or after a while if the broker is slow. */
    HttpGateway start() throws IOException {
        new ServicePort(config.host(), config.port(), HttpGateway.PORT_SETTING).requireFree();
        TokenFile tokens = TokenFile.open(config.tokens());
        ModelCatalogue catalogue = ModelCatalogue.read(config.models());
        DirectoryStores stores = DirectoryStores.in(config.store(), clock);
        stores.requireWritable();
        requireTopics();
        Desks desks = desks(tokens, catalogue, stores);
        HttpGateway http = life.with(HttpGateway.start(config.host(), config.port(), desks));
        desks.view().await(desks.view()::isWhole, WHOLE_WITHIN);
        return http;
    }

    private void requireTopics() {
        try (TopicSetup topics = TopicSetup.connect(KafkaConnection.of(config.kafka(), "gateway-topics"))) {
            topics.requireFit();
        }
    }

    private Desks desks(TokenFile tokens, ModelCatalogue catalogue, DirectoryStores stores) {
        var view = new PlatformView();
        LiveHub hub = feed(view);
        EventWriter writer = life.with(EventWriter.connect(connection("gateway-writer"), Duration.ZERO));
        DatasetLimits limits = datasetLimits();
        return new Desks(
                tokens,
                new DatasetDesk(stores.datasets(), new DatasetReader(limits), view),
                new PromptDesk(stores.prompts(), new PromptReader(PromptLimits.DEFAULT), catalogue),
                new JobDesk(view, new KafkaRequestLog(writer), SubmitRule.DEFAULT, clock),
                view,
                hub,
                stores.prompts(),
                life.with(new GrpcBankShelf(config.bank())),
                catalogue,
                tenant -> new StoredNames(tenant, catalogue, stores.datasets(), stores.prompts()),
                limits.bytes(),
                clock);
    }

    private DatasetLimits datasetLimits() {
        DatasetLimits usual = DatasetLimits.DEFAULT;
        return new DatasetLimits(
                config.datasetBytes(), usual.lines(), usual.lineBytes(), usual.train(), usual.heldout());
    }

    /** Opens what reads the log; it is closed before what it tells. */
    private LiveHub feed(PlatformView view) {
        OffsetsByTime offsets = life.with(OffsetsByTime.connect(connection("gateway")));
        var history = new KafkaStepHistory(connection("gateway-history"), offsets);
        LiveHub hub = life.with(new LiveHub(view, history, new StreamQuota(STREAMS_PER_TENANT)));
        view.listener(hub);
        life.with(new ViewFeed(connection("gateway-view"), view, clock)).start();
        life.with(new StepTail(connection("gateway-steps"), hub)).start();
        life.with(new DecisionFeed(connection("gateway-decisions"), offsets, view, clock))
                .start();
        return hub;
    }

    private KafkaConnection connection(String client) {
        return new KafkaConnection(config.kafka(), client, PATIENCE);
    }
}
