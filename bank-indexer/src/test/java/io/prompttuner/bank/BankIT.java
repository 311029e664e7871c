package io.prompttuner.bank;

import static io.prompttuner.bank.Documents.evaluation;
import static io.prompttuner.bank.Documents.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import io.prompttuner.bank.elastic.Elastic;
import io.prompttuner.bank.elastic.ElasticPromptIndex;
import io.prompttuner.bank.elastic.PromptIndexSetup;
import io.prompttuner.bank.kafka.OutcomeLoop;
import io.prompttuner.bank.prompt.Effect;
import io.prompttuner.bank.prompt.Neighbour;
import io.prompttuner.bank.prompt.PromptDocument;
import io.prompttuner.bank.prompt.PromptIndex.Versioned;
import io.prompttuner.bank.prompt.RankedPrompt;
import io.prompttuner.bank.prompt.Ranking;
import io.prompttuner.bank.prompt.UnavailableException;
import io.prompttuner.embedded.elasticsearch.ElasticsearchHome;
import io.prompttuner.embedded.elasticsearch.ElasticsearchNode;
import io.prompttuner.embedded.elasticsearch.ElasticsearchSettings;
import io.prompttuner.embedded.kafka.KafkaNode;
import io.prompttuner.embedded.process.LoopbackPorts;
import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.AfterDeadline;
import io.prompttuner.wire.event.DeadLetter;
import io.prompttuner.wire.event.EndKind;
import io.prompttuner.wire.event.JobSubmitted;
import io.prompttuner.wire.event.Outcome;
import io.prompttuner.wire.event.Start;
import io.prompttuner.wire.event.StartKind;
import io.prompttuner.wire.kafka.EventWriter;
import io.prompttuner.wire.kafka.KafkaConnection;
import io.prompttuner.wire.kafka.LogReader;
import io.prompttuner.wire.kafka.TopicSetup;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The bank on a real Elasticsearch and a real broker. The node is stopped, and its data lost, by the last tests. */
@TestMethodOrder(OrderAnnotation.class)
class BankIT {

    private static final Duration LONG = Duration.ofMinutes(4);

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private static Path home;

    @SuppressWarnings("NullAway.Init") // set in start()
    private static KafkaNode kafka;

    @SuppressWarnings("NullAway.Init") // set in start()
    private static ElasticsearchNode elasticsearch;

    @SuppressWarnings("NullAway.Init") // set in start()
    private static ElasticsearchClient client;

    @SuppressWarnings("NullAway.Init") // set in start()
    private static KafkaConnection connection;

    @SuppressWarnings("NullAway.Init") // set in start()
    private static EventWriter writer;

    @BeforeAll
    static void start() throws InterruptedException {
        kafka = KafkaNode.start(home.resolve("kafka"));
        elasticsearch = ElasticsearchNode.start(settings(LoopbackPorts.ANY));
        client = Elastic.connect(elasticsearch.address());
        connection = KafkaConnection.of(kafka.bootstrapServers(), "test");
        try (var setup = TopicSetup.connect(connection)) {
            setup.makeMissing();
        }
        writer = EventWriter.connect(connection, Duration.ZERO);
    }

    @AfterAll
    static void stop() throws Exception {
        writer.close();
        client._transport().close();
        elasticsearch.close();
        kafka.close();
    }

    @Test
    @Order(1)
    void findsTheNearestOfTheSameTenantOnly() throws Exception {
        submit("new", "acme");
        finish(job("near").on("emotion/park", 0.9, 0.1));
        finish(job("far").on("tense/t3", -0.2, 1));
        finish(job("foreign").of("other").on("emotion/street", 1, 0));
        finish(job("unfinished").on("emotion/street", 1, 0).ending(EndKind.EXHAUSTED));

        try (var bank = new RunningBank()) {
            Optional<List<RankedPrompt>> found = bank.bank.lookup("new", List.of(1.0, 0.0), 3);

            assertThat(found.orElseThrow())
                    .extracting(one -> one.prompt().job())
                    .containsExactly("near");
            assertThat(found.orElseThrow().get(0).similarity()).isBetween(0.98, 1.0);
            assertThat(bank.bank.lookup("nobody's", List.of(1.0, 0.0), 3)).isEmpty();
        }
    }

    @Test
    @Order(2)
    void listsPromptsWithWhatTheyAreLikeAndWhatTheySaved() throws Exception {
        finish(job("user").from("near").on("emotion/street", 1, 0).after(20));
        finish(job("plain").on("emotion/street", 1, 0).after(100));

        try (var bank = new RunningBank()) {
            List<Bank.Listed> listed = bank.bank.list("acme", 10);

            var near = listed.stream()
                    .filter(one -> one.prompt().job().equals("near"))
                    .findFirst()
                    .orElseThrow();
            assertThat(near.effect().uses()).isEqualTo(1);
            assertThat(near.effect().stepsSaved()).isEqualTo(80);
            assertThat(near.nearest().map(Neighbour::prompt).map(PromptDocument::task))
                    .contains("emotion/street");
            assertThat(listed).extracting(one -> one.prompt().tenant()).containsOnly("acme");
        }
    }

    @Test
    @Order(3)
    void proposesAPromptThatWasTunedElsewhereAndOnlyEvaluatedHere() throws Exception {
        submit("similar", "importer");
        finish(evaluation("measured", "brought").of("importer").on("emotion/park", 0.9, 0.1));
        finish(evaluation("measured-too-bad", "bad")
                .of("importer")
                .on("emotion/cafe", 1, 0)
                .ending(EndKind.EXHAUSTED));
        finish(job("plain-there").of("importer").on("emotion/park", 0, 1).after(100));

        try (var bank = new RunningBank()) {
            assertThat(bank.bank.lookup("similar", List.of(1.0, 0.0), 3).orElseThrow())
                    .singleElement()
                    .satisfies(found -> {
                        assertThat(found.prompt().prompt()).isEqualTo("brought");
                        assertThat(found.effect()).isEqualTo(Effect.UNUSED);
                    });
            assertThat(bank.bank.list("importer", 10))
                    .extracting(one -> one.prompt().steps())
                    .contains(0L);
        }
    }

    @Test
    @Order(4)
    void anOlderReadingNeverReplacesANewerOne() throws Exception {
        new PromptIndexSetup(client).ensure();
        var index = new ElasticPromptIndex(client, PromptIndexSetup.ALIAS);
        var newer = job("twice").of("versions").after(30).document();
        var older = job("twice").of("versions").after(60).document();

        assertThat(index.upsert(List.of(new Versioned(newer, 7)))).isEmpty();
        assertThat(index.upsert(List.of(new Versioned(older, 3), new Versioned(newer, 7))))
                .isEmpty();

        assertThat(index.list("versions", 10)).extracting(PromptDocument::steps).containsExactly(30L);
    }

    @Test
    @Order(5)
    void anOutcomeThatIsNoneBecomesOneDeadLetterAndStopsNothing() throws Exception {
        try (var raw = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            raw.send(new ProducerRecord<>(
                            Topic.OUTCOMES.fullName(), "x".getBytes(StandardCharsets.UTF_8), new byte[] {1}))
                    .get();
        }
        finish(job("after").of("letters"));

        for (int start = 0; start < 2; start++) { // the second start has nothing to say again
            try (var bank = new RunningBank()) {
                assertThat(bank.bank.list("letters", 10)).hasSize(1);
            }
        }
        assertThat(deadLetters()).extracting(DeadLetter::topic).containsExactly(Topic.OUTCOMES.fullName());
    }

    @Test
    @Order(6)
    void saysSoWhileElasticsearchIsAwayAndGoesOnWhenItIsBack() throws Exception {
        try (var bank = new RunningBank()) {
            int port = elasticsearch.address().getPort();
            elasticsearch.close();
            finish(job("meanwhile").of("outage"));
            await().atMost(Duration.ofSeconds(30)).until(() -> away(bank.bank));

            elasticsearch = ElasticsearchNode.start(settings(port));

            await().atMost(LONG)
                    .ignoreException(UnavailableException.class)
                    .untilAsserted(
                            () -> assertThat(bank.bank.list("outage", 10)).hasSize(1));
        }
    }

    @Test
    @Order(7)
    void anIndexThatWasLostIsRebuiltEqual() throws Exception {
        var index = new ElasticPromptIndex(client, PromptIndexSetup.ALIAS);
        List<PromptDocument> before = index.list("acme", 100);
        client.indices().delete(delete -> delete.index(PromptIndexSetup.ALIAS + "-v1"));

        try (var bank = new RunningBank()) {
            assertThat(before).isNotEmpty();
            assertThat(index.list("acme", 100)).isEqualTo(before);
        }
    }

    /** The bank's loop and brain, without its gRPC face. */
    private static final class RunningBank implements AutoCloseable {

        private final Bank bank = new Bank(new ElasticPromptIndex(client, PromptIndexSetup.ALIAS), Ranking.DEFAULT);
        private final CountDownLatch ready = new CountDownLatch(1);
        private final OutcomeLoop loop = new OutcomeLoop(
                connection,
                bank,
                new ElasticPromptIndex(client, PromptIndexSetup.ALIAS),
                new PromptIndexSetup(client),
                ready::countDown);

        RunningBank() throws InterruptedException {
            loop.start();
            ready.await();
        }

        @Override
        public void close() throws InterruptedException {
            loop.close();
        }
    }

    private static ElasticsearchSettings settings(int port) {
        return new ElasticsearchSettings(ElasticsearchHome.find(System.getenv()), home.resolve("es"), port, 384, true);
    }

    private static boolean away(Bank bank) {
        try {
            bank.list("outage", 10);
            return false;
        } catch (UnavailableException away) {
            return true;
        }
    }

    private static List<DeadLetter> deadLetters() {
        List<DeadLetter> letters = new ArrayList<>();
        try (var reader = LogReader.fromStart(connection, List.of(Topic.DEAD_LETTERS))) {
            reader.readToEnd(received ->
                    received.as(DeadLetter.class).body().match(letters::add, () -> false, unreadable -> false));
        }
        return letters;
    }

    private static void submit(String job, String tenant) {
        Outcome like = job(job).outcome();
        writer.append(
                Topic.JOBS,
                new JobSubmitted(
                        job,
                        tenant,
                        like.spec(),
                        1,
                        new Start(StartKind.RACE, null, null),
                        like.deadline(),
                        AfterDeadline.CONTINUE,
                        like.submittedAt()));
    }

    private static void finish(Documents job) {
        writer.append(Topic.OUTCOMES, job.outcome());
    }
}
