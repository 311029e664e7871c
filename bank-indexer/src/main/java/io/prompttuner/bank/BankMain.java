package io.prompttuner.bank;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.prompttuner.bank.elastic.Elastic;
import io.prompttuner.bank.elastic.ElasticPromptIndex;
import io.prompttuner.bank.elastic.PromptIndexSetup;
import io.prompttuner.bank.grpc.BankService;
import io.prompttuner.bank.kafka.OutcomeLoop;
import io.prompttuner.bank.prompt.Ranking;
import io.prompttuner.domain.config.InvalidConfigException;
import io.prompttuner.runtime.PortTakenException;
import io.prompttuner.runtime.ProgramLife;
import io.prompttuner.runtime.ServicePort;
import io.prompttuner.wire.kafka.BrokerAwayException;
import io.prompttuner.wire.kafka.KafkaConnection;
import io.prompttuner.wire.kafka.TopicSetup;
import io.prompttuner.wire.kafka.UnfitTopicsException;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bank's program: one thread carries outcomes into Elasticsearch, gRPC threads answer lookups.
 *
 * <p>It serves as soon as it can be asked: a lookup that comes before the index is there is answered as unavailable, and
 * the job starts without. It says that it is ready once all outcomes are indexed and a lookup is fast. Ends with 2 if it is
 * told nonsense, with 1 if it can't start otherwise; each time it says why.
 */
public final class BankMain {

    private static final Logger LOG = LoggerFactory.getLogger(BankMain.class);

    private BankMain() {}

    public static void main(String[] args) throws InterruptedException {
        try (var life = ProgramLife.begin(System.getenv())) {
            BankConfig config = BankConfig.from(System.getenv());
            new ServicePort(config.host(), config.port(), "PROMPTTUNER_BANK_PORT").requireFree();
            requireTopics(config);
            serve(config, life);
            life.awaitEnd();
        } catch (InvalidConfigException wrong) {
            LOG.error(wrong.getMessage());
            System.exit(2);
        } catch (PortTakenException | UnfitTopicsException | BrokerAwayException refused) {
            LOG.error(refused.getMessage());
            System.exit(1);
        } catch (IOException impossible) {
            LOG.error("the bank can't start: {}", impossible.toString());
            System.exit(1);
        }
    }

    private static void requireTopics(BankConfig config) {
        try (TopicSetup topics = TopicSetup.connect(KafkaConnection.of(config.kafka(), "bank-topics"))) {
            topics.requireFit();
        }
    }

    private static void serve(BankConfig config, ProgramLife life) throws IOException {
        var client = Elastic.connect(config.elasticsearch());
        life.with(client._transport());
        var index = new ElasticPromptIndex(client, PromptIndexSetup.ALIAS);
        var bank = new Bank(index, Ranking.DEFAULT);
        Server server = NettyServerBuilder.forAddress(new InetSocketAddress(config.host(), config.port()))
                .addService(new BankService(bank))
                .build()
                .start();
        life.with(server::shutdownNow);
        String address = config.host() + ":" + server.getPort();
        var outcomes = new OutcomeLoop(
                KafkaConnection.of(config.kafka(), "bank-indexer"),
                bank,
                index,
                new PromptIndexSetup(client),
                () -> life.ready(address));
        life.with(outcomes).start();
    }
}
