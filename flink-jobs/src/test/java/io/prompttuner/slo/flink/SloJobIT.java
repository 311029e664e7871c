package io.prompttuner.slo.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prompttuner.embedded.flink.FlinkNode;
import io.prompttuner.embedded.flink.FlinkNodeSettings;
import io.prompttuner.embedded.kafka.KafkaNode;
import io.prompttuner.scaling.fact.JobFact;
import io.prompttuner.scaling.fact.JobLog;
import io.prompttuner.scaling.tracker.TrackState;
import io.prompttuner.scaling.tracker.Tracker;
import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.AfterDeadline;
import io.prompttuner.wire.event.Outcome;
import io.prompttuner.wire.event.SloReport;
import io.prompttuner.wire.kafka.EventWriter;
import io.prompttuner.wire.kafka.KafkaConnection;
import io.prompttuner.wire.kafka.LogReader;
import io.prompttuner.wire.kafka.TopicSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The SLO job on a real broker and a real Flink. */
class SloJobIT {

    private static final long FAR = 4_000_000_000L;

    @TempDir
    static Path directory;

    @Test
    void countsPromisesByTenantAsTheyAreMadeMissedAndKept() throws Exception {
        try (KafkaNode broker = KafkaNode.start(directory.resolve("kafka"))) {
            var connection = KafkaConnection.of(broker.bootstrapServers(), "slo-it");
            try (TopicSetup setup = TopicSetup.connect(connection)) {
                setup.makeMissing();
            }
            try (FlinkNode flink = FlinkNode.start(FlinkNodeSettings.of(directory.resolve("flink"), 1));
                    EventWriter writer = EventWriter.connect(connection, Duration.ZERO);
                    LogReader reader = LogReader.fromStart(connection, List.of(Topic.SLO))) {
                flink.submit(SloJob.NAME, 1, environment -> SloJob.wire(environment, broker.bootstrapServers()));
                List<SloReport> said = new ArrayList<>();

                writer.append(
                        Topic.JOBS,
                        new JobLog("kept")
                                .submitted(FAR, AfterDeadline.CONTINUE)
                                .event());
                writer.append(
                        Topic.JOBS,
                        new JobLog("late")
                                .submitted(-2_000_000_000L, AfterDeadline.CONTINUE)
                                .event());
                writer.append(Topic.OUTCOMES, met());
                writer.append(Topic.OUTCOMES, met()); // a replay counts nothing

                await().atMost(Duration.ofSeconds(90)).until(() -> {
                    reader.poll(Duration.ofMillis(100))
                            .forEach(received ->
                                    received.as(SloReport.class).body().match(said::add, () -> false, letter -> false));
                    return !said.isEmpty()
                            && said.get(said.size() - 1).met() == 1
                            && said.get(said.size() - 1).missed() == 1;
                });
                SloReport last = said.get(said.size() - 1);
                assertThat(last.tenant()).isEqualTo("acme");
                assertThat(last.live()).isZero();
                assertThat(last.attainment()).isEqualTo(0.5);
            }
        }
    }

    private static Outcome met() {
        var log = new JobLog("kept");
        @Nullable Outcome outcome = null;
        TrackState state = TrackState.UNKNOWN;
        for (JobFact fact : List.of(log.submitted(FAR, AfterDeadline.CONTINUE), log.succeeded(1, 1), log.closed(1))) {
            var tracked = Tracker.standard().take(state, fact, fact.origin().at());
            state = tracked.state();
            outcome = tracked.outcome();
        }
        return Objects.requireNonNull(outcome);
    }
}
