package io.prompttuner.gateway.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.prompttuner.gateway.Samples;
import io.prompttuner.gateway.submit.JobIdentity;
import io.prompttuner.gateway.submit.KnownNames;
import io.prompttuner.gateway.submit.SubmitRule;
import io.prompttuner.gateway.view.PlatformView;
import io.prompttuner.wire.event.CancelRequested;
import io.prompttuner.wire.event.Event;
import io.prompttuner.wire.event.JobSubmitted;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JobDeskTest {

    private static final JobIdentity ACME_1 = JobIdentity.of("acme", "1");

    private final PlatformView view = new PlatformView();
    private final Paper log = new Paper();
    private volatile Instant now = Samples.T0;
    private final JobDesk desk = new JobDesk(view, log, SubmitRule.DEFAULT, () -> now);

    @BeforeEach
    void catchUp() {
        view.caughtUp(now);
    }

    @Test
    void answersOnceTheViewHoldsTheJob() {
        assertThat(submit("0.15")).isInstanceOfSatisfying(SubmitAnswer.Held.class, held -> {
            assertThat(held.repeated()).isFalse();
            assertThat(held.job().status().id()).isEqualTo(ACME_1.job());
        });
    }

    @Test
    void aRepeatMinutesLaterIsTheSameJobThoughItsDeadlineCountsFromNow() {
        submit("0.15");
        pass(300);

        assertThat(submit("0.15"))
                .isInstanceOfSatisfying(
                        SubmitAnswer.Held.class,
                        held -> assertThat(held.repeated()).isTrue());
        assertThat(log.written).hasSize(1);
    }

    @Test
    void anotherBodyUnderTheKeyIsNoRepeat() {
        submit("0.15");

        assertThat(submit("0.16")).isEqualTo(new SubmitAnswer.KeyTaken(ACME_1.job()));
        assertThat(submit("-1")).isInstanceOf(SubmitAnswer.Refused.class);
        assertThat(log.written).hasSize(1);
    }

    @Test
    void whatMayHaveBeenWrittenIsWrittenAgainAsItWas() {
        log.away = true;
        assertThat(submit("0.15")).isInstanceOf(SubmitAnswer.Away.class);
        pass(3);
        assertThat(submit("0.16")).as("still another request").isInstanceOf(SubmitAnswer.KeyTaken.class);
        log.away = false;

        assertThat(submit("0.15")).isInstanceOf(SubmitAnswer.Held.class);

        assertThat(log.written).hasSize(2);
        assertThat(log.written.get(0)).isEqualTo(log.written.get(1));
    }

    @Test
    void writesNothingWhileItsViewLags() {
        now = now.plusSeconds(60);

        assertThat(submit("0.15")).isInstanceOf(SubmitAnswer.Away.class);
        assertThat(log.written).isEmpty();
    }

    @Test
    void requestsACancelOnceSoThatItsTimeStays() {
        submit("0.15");

        assertThat(desk.cancel("acme", ACME_1.job()))
                .isInstanceOfSatisfying(
                        CancelAnswer.Noted.class,
                        noted -> assertThat(noted.news()).isTrue());
        assertThat(desk.cancel("acme", ACME_1.job()))
                .isInstanceOfSatisfying(
                        CancelAnswer.Noted.class,
                        noted -> assertThat(noted.news()).isFalse());

        assertThat(log.written).filteredOn(CancelRequested.class::isInstance).hasSize(1);
    }

    @Test
    void aCancelWhoseAcknowledgementWasLostIsFoundInTheLogAndNotWrittenAgain() {
        submit("0.15");
        log.away = true;
        assertThat(desk.cancel("acme", ACME_1.job())).isInstanceOf(CancelAnswer.Away.class);
        log.away = false;
        now = now.plusSeconds(1); // what the view holds is older than the next request

        CompletableFuture<CancelAnswer> again = CompletableFuture.supplyAsync(() -> desk.cancel("acme", ACME_1.job()));
        view.fold(log.written.get(1), now);
        view.caughtUp(now);

        assertThat(again.join())
                .isInstanceOfSatisfying(
                        CancelAnswer.Noted.class,
                        noted -> assertThat(noted.news()).isFalse());
        assertThat(log.written).filteredOn(CancelRequested.class::isInstance).hasSize(1);
    }

    @Test
    void aCancelThatTheLogNeverGotIsWrittenOnceTheLogIsReadToItsEnd() {
        submit("0.15");
        now = now.plusSeconds(1);

        CompletableFuture<CancelAnswer> asked = CompletableFuture.supplyAsync(() -> desk.cancel("acme", ACME_1.job()));
        view.caughtUp(now);

        assertThat(asked.join())
                .isInstanceOfSatisfying(
                        CancelAnswer.Noted.class,
                        noted -> assertThat(noted.news()).isTrue());
    }

    @Test
    void hasNothingToCancelInAJobThatHasEndedOrIsAnothers() {
        submit("0.15");
        view.fold(Samples.outcome(ACME_1.job(), "acme", 10, 12.5), now);

        assertThat(desk.cancel("acme", ACME_1.job()))
                .isInstanceOfSatisfying(
                        CancelAnswer.Noted.class,
                        noted -> assertThat(noted.news()).isFalse());
        assertThat(desk.cancel("bolt", ACME_1.job())).isEqualTo(new CancelAnswer.Unknown());
        assertThat(log.written).hasSize(1);
    }

    private SubmitAnswer submit(String loss) {
        return desk.submit(ACME_1, body(loss), KnownNames.anything());
    }

    private void pass(long seconds) {
        now = now.plusSeconds(seconds);
        view.caughtUp(now);
    }

    private static JsonNode body(String loss) {
        String text = """
            {"name": "emotion/street", "baseModel": "small-lm", "dataset": "%s", "target": {"loss": %s},
             "deadline": "PT10M"}\
            """.formatted(Samples.SHA, loss);
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(text, malformed);
        }
    }

    /** A log that the view reads at once, and that may be away after it has taken a record. */
    private final class Paper implements RequestLog {

        private final List<Event> written = new CopyOnWriteArrayList<>();
        private boolean away;

        @Override
        public Optional<String> append(JobSubmitted job) {
            return take(job);
        }

        @Override
        public Optional<String> append(CancelRequested cancel) {
            return take(cancel);
        }

        private Optional<String> take(Event event) {
            written.add(event);
            if (away) {
                return Optional.of("away");
            }
            view.fold(event, now);
            return Optional.empty();
        }
    }
}
