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
import io.prompttuner.runtime.ProgramLife;
import io.prompttuner.wire.kafka.KafkaConnection;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bank's program: one thread carries outcomes into Elasticsearch, gRPC threads answer lookups.
 *
 * <p>It serves, and says that it is ready, as soon as it can be asked: a lookup that comes before the index is there is
 * answered as unavailable, and the job starts without.
 */
public final class BankMain {

    private static final Logger LOG = LoggerFactory.getLogger(BankMain.class);

    private BankMain() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        try (var life = ProgramLife.begin(System.getenv())) {
            serve(BankConfig.from(System.getenv()), life);
            life.awaitEnd();
        } catch (InvalidConfigException wrong) {
            LOG.error(wrong.getMessage());
            System.exit(2);
        }
    }

    private static void serve(BankConfig config, ProgramLife life) throws IOException {
        var client = Elastic.connect(config.elasticsearch());
        life.with(client._transport());
        var index = new ElasticPromptIndex(client, PromptIndexSetup.ALIAS);
        var bank = new Bank(index, Ranking.DEFAULT);
        var outcomes = life.with(new OutcomeLoop(
                KafkaConnection.of(config.kafka(), "bank-indexer"), bank, index, new PromptIndexSetup(client)));
        outcomes.start();
        Server server = NettyServerBuilder.forAddress(new InetSocketAddress(config.host(), config.port()))
                .addService(new BankService(bank))
                .build()
                .start();
        life.with(server::shutdownNow);
        life.ready(config.host() + ":" + server.getPort());
    }
}
