package io.prompttuner.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prompttuner.gateway.EventStream.Event;
import io.prompttuner.gateway.api.JobDescription;
import io.prompttuner.wire.Decoded;
import io.prompttuner.wire.EventCodec;
import io.prompttuner.wire.Topic;
import io.prompttuner.wire.event.EndKind;
import io.prompttuner.wire.event.EndReason;
import io.prompttuner.wire.event.Ended;
import io.prompttuner.wire.event.JobPhase;
import io.prompttuner.wire.event.SloReport;
import io.prompttuner.wire.event.StepEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Event streams over a real broker. */
class LiveEventsIT {

    @SuppressWarnings("NullAway.Init") // set before the first test
    private static Scene scene;

    @BeforeAll
    static void open(@TempDir Path directory) throws IOException {
        scene = new Scene(directory);
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    @Test
    void tellsAJobsWholeStoryFromItsBeginningToItsOutcome() throws Exception {
        String job = scene.job("acme");
        scene.says(Topic.STEPS, StepEvent.started(job, 11, 0, "w-1", Samples.STARTED));
        steps(job, 1, 5);

        List<Event> story = new ArrayList<>();
        try (EventStream stream = scene.as("acme").follow("/v1/jobs/" + job + "/events", "")) {
            story.addAll(stream.readUntil(event -> step(event) == 5));
            steps(job, 6, 10);
            scene.says(Topic.JOB_STATES, Samples.state(job, "acme", JobPhase.RUNNING, 11, 10));
            scene.says(Topic.DECISIONS, Samples.decision(job, 3, 4));
            story.addAll(stream.readUntil(event -> step(event) == 10));
            end(job);
            story.addAll(stream.readUntil(event -> false));
        }

        assertThat(stepsIn(story))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 10).boxed().toList());
        assertThat(story).extracting(Event::name).contains("started", "state", "decision", "ended");
        assertThat(story.get(story.size() - 1)).satisfies(last -> {
            assertThat(last.name()).isEqualTo("outcome");
            assertThat(last.id()).isEqualTo("end");
        });
        assertThat(scene.as("acme")
                        .send("GET", "/v1/jobs/" + job + "/events", Map.of("Last-Event-ID", "end"), new byte[0])
                        .status())
                .as("nothing comes after the outcome")
                .isEqualTo(204);
    }

    @Test
    void resumesWithoutLossOrRepeatAlsoAfterARestart() throws Exception {
        String job = scene.job("acme");
        String other = scene.job("acme");
        for (int step = 1; step <= 50; step++) {
            steps(job, step, step);
            steps(other, step, step);
        }
        List<Event> seen = new ArrayList<>();
        try (EventStream stream = scene.as("acme").follow("/v1/jobs/" + job + "/events", "")) {
            seen.addAll(stream.readUntil(event -> step(event) == 20));
        }

        scene.restartGateway();
        steps(job, 51, 60);
        try (EventStream stream = scene.as("acme").follow("/v1/jobs/" + job + "/events", lastId(seen))) {
            steps(job, 61, 70);
            seen.addAll(stream.readUntil(event -> step(event) == 70));
        }

        assertThat(stepsIn(seen))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 70).boxed().toList());
    }

    @Test
    void losesNothingWhileReportsPourIn() throws Exception {
        String job = scene.job("acme");
        var writer = new Thread(() -> steps(job, 1, 2_000));
        writer.start();
        List<Event> seen = new ArrayList<>();
        for (int part = 1; part <= 4; part++) {
            long until = part * 500L;
            try (EventStream stream = scene.as("acme").follow("/v1/jobs/" + job + "/events", lastId(seen))) {
                seen.addAll(stream.readUntil(event -> step(event) == until));
            }
        }
        writer.join();

        assertThat(stepsIn(seen))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 2_000).boxed().toList());
    }

    @Test
    void tellsTheStoryOfAJobThatEndedLongAgo() throws Exception {
        String job = scene.job("acme");
        steps(job, 1, 3);
        end(job);
        await().until(() ->
                scene.as("acme").get("/v1/jobs/" + job).as(JobDescription.class).outcome() != null);

        try (EventStream stream = scene.as("acme").follow("/v1/jobs/" + job + "/events", "")) {
            List<Event> story = stream.readUntil(event -> false);

            assertThat(stepsIn(story)).containsExactly(1L, 2L, 3L);
            assertThat(story).extracting(Event::name).endsWith("ended", "outcome");
        }
    }

    @Test
    void tellsATenantAboutAllItsJobsAndOfNobodyElses() throws Exception {
        String before = scene.job("acme");
        String foreign = scene.job("bolt");
        try (EventStream stream = scene.as("acme").follow("/v1/events", "")) {
            assertThat(stream.readUntil(event -> event.data().contains(before))).isNotEmpty();
            scene.says(Topic.JOB_STATES, Samples.state(foreign, "bolt", JobPhase.RUNNING, 1, 1));
            scene.says(Topic.SLO, new SloReport("bolt", Samples.T0, 1, 0, 0, 1, 1.0));
            String after = scene.job("acme");
            scene.says(Topic.JOB_STATES, Samples.state(after, "acme", JobPhase.RUNNING, 1, 7));
            scene.says(Topic.SLO, new SloReport("acme", Samples.T0, 9, 1, 1, 3, 0.9));

            List<Event> events =
                    new ArrayList<>(stream.readUntil(event -> event.data().contains("\"step\":7")));
            if (events.stream().noneMatch(event -> event.name().equals("slo"))) {
                events.addAll(stream.readUntil(event -> event.name().equals("slo")));
            }

            assertThat(events).extracting(Event::data).noneMatch(data -> data.contains("bolt"));
            assertThat(events).extracting(Event::data).anyMatch(data -> data.contains(after));
        }
    }

    @Test
    void aTenantHasSoManyStreamsAndAClosedOneMakesRoom() throws Exception {
        List<EventStream> streams = new ArrayList<>();
        for (int n = 0; n < 64; n++) {
            streams.add(scene.as("ops").follow("/v1/events", ""));
        }
        assertThat(scene.as("ops").get("/v1/events").status()).isEqualTo(429);
        assertThat(scene.as("bolt").opens("/v1/events")).as("another tenant's").isTrue();

        for (EventStream stream : streams) {
            stream.close();
        }

        await().atMost(Duration.ofSeconds(60)).until(() -> scene.as("ops").opens("/v1/events"));
    }

    @Test
    void refusesAnIdThatIsNone() throws Exception {
        String job = scene.job("acme");
        Api.Answer answer =
                scene.as("acme").send("GET", "/v1/jobs/" + job + "/events", Map.of("Last-Event-ID", "-7"), new byte[0]);

        assertThat(answer.status()).isEqualTo(400);
    }

    private static void steps(String job, long from, long to) {
        LongStream.rangeClosed(from, to).forEach(step -> scene.says(Topic.STEPS, Samples.step(job, 11, step)));
    }

    private static void end(String job) {
        var ended = new Ended(EndKind.SUCCEEDED, EndReason.TARGET_MET, Samples.SHA, 0.12, 0.97, null);
        scene.says(Topic.STEPS, StepEvent.ended(job, 11, 10, "w-1", ended));
        scene.says(Topic.OUTCOMES, Samples.outcome(job, "acme", 10, 12.5));
    }

    private static String lastId(List<Event> events) {
        return events.stream().map(Event::id).filter(id -> !id.isEmpty()).reduce("", (first, second) -> second);
    }

    private static List<Long> stepsIn(List<Event> events) {
        return events.stream()
                .filter(event -> event.name().equals("step"))
                .map(LiveEventsIT::step)
                .toList();
    }

    private static long step(Event event) {
        if (!event.name().equals("step")) {
            return -1;
        }
        Decoded<StepEvent> read = EventCodec.decode(event.data().getBytes(StandardCharsets.UTF_8), StepEvent.class);
        return read.match(StepEvent::step, bad -> -1L);
    }
}
