package io.prompttuner.gateway.view;

import static io.prompttuner.gateway.Samples.SHA;
import static io.prompttuner.gateway.Samples.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.gateway.Samples;
import io.prompttuner.gateway.api.JobDescription;
import io.prompttuner.gateway.api.JobPage;
import io.prompttuner.gateway.api.JobStatus;
import io.prompttuner.gateway.api.Quote;
import io.prompttuner.gateway.api.QuoteBasis;
import io.prompttuner.wire.event.AnswerScore;
import io.prompttuner.wire.event.AssignmentReason;
import io.prompttuner.wire.event.CancelRequested;
import io.prompttuner.wire.event.EndKind;
import io.prompttuner.wire.event.EndReason;
import io.prompttuner.wire.event.Event;
import io.prompttuner.wire.event.JobPhase;
import io.prompttuner.wire.event.PhaseReason;
import io.prompttuner.wire.event.SloReport;
import io.prompttuner.wire.event.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformViewTest {

    private static final Instant NOW = T0.plusSeconds(100);

    private final PlatformView view = new PlatformView();

    @Test
    void showsASubmittedJobAsQueued() {
        fold(0, Samples.job("j-1", "acme"));

        JobStatus status = status("j-1");
        assertThat(status.state()).isEqualTo(JobPhase.QUEUED);
        assertThat(status.reason()).isEqualTo(PhaseReason.SUBMITTED);
        assertThat(status.submittedAt()).isEqualTo(T0);
        assertThat(status.verdict()).isNull();
    }

    @Test
    void anotherTenantsJobDoesNotExist() {
        fold(0, Samples.job("j-1", "acme"));

        assertThat(view.status("bolt", "j-1")).isEmpty();
        assertThat(view.describe("bolt", "j-1", NOW)).isEmpty();
        assertThat(view.submitted("bolt", "j-1")).isEmpty();
        assertThat(view.outcome("bolt", "j-1")).isEmpty();
        assertThat(view.page("bolt", Set.of(), Optional.empty(), 10).jobs()).isEmpty();
        assertThat(view.liveJobsNaming("bolt", SHA)).isEmpty();
    }

    @Test
    void ignoresAStateBelowTheOneItHolds() {
        fold(0, Samples.job("j-1", "acme"));
        fold(1, Samples.state("j-1", "acme", JobPhase.RUNNING, 2, 20));

        fold(2, Samples.state("j-1", "acme", JobPhase.RUNNING, 2, 19));
        fold(3, Samples.state("j-1", "acme", JobPhase.PAUSED, 1, 90));
        assertThat(status("j-1").step()).isEqualTo(20);
        assertThat(status("j-1").state()).isEqualTo(JobPhase.RUNNING);

        fold(4, Samples.state("j-1", "acme", JobPhase.PAUSED, 2, 20));
        assertThat(status("j-1").state()).as("same step, newer word").isEqualTo(JobPhase.PAUSED);
    }

    @Test
    void showsTheBestThatAnswersCameTo() {
        fold(0, Samples.job("j-1", "acme"));
        assertThat(status("j-1").bestAnswers()).isNull();

        fold(1, Samples.state("j-1", "acme", JobPhase.RUNNING, 2, 20, new AnswerScore(0.7, 0.6)));

        assertThat(status("j-1").bestAnswers()).isEqualTo(new AnswerScore(0.7, 0.6));
    }

    @Test
    void neverLeavesAFinalState() {
        fold(0, Samples.job("j-1", "acme"));
        fold(1, Samples.state("j-1", "acme", JobPhase.SUCCEEDED, 2, 20));

        fold(2, Samples.state("j-1", "acme", JobPhase.RUNNING, 3, 21));

        assertThat(status("j-1").state()).isEqualTo(JobPhase.SUCCEEDED);
    }

    @Test
    void anOutcomeOutranksAnyState() {
        fold(0, Samples.job("j-1", "acme"));
        fold(1, Samples.outcome("j-1", "acme", 10, 12.5));

        fold(2, Samples.state("j-1", "acme", JobPhase.RUNNING, 9, 99));

        JobStatus status = status("j-1");
        assertThat(status.state()).isEqualTo(JobPhase.SUCCEEDED);
        assertThat(status.reason()).isEqualTo(PhaseReason.TARGET_MET);
        assertThat(status.step()).isEqualTo(10);
        assertThat(status.verdict()).isEqualTo(Verdict.MET);
        assertThat(status.loss()).isEqualTo(0.2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void doesNotMindWhichTopicIsAhead(long seed) {
        List<Event> events = new ArrayList<>(List.of(
                Samples.job("j-1", "acme"),
                new CancelRequested("j-1", "acme"),
                Samples.state("j-1", "acme", JobPhase.QUEUED, 0, 0),
                Samples.state("j-1", "acme", JobPhase.RUNNING, 1, 5),
                Samples.decision("j-1", 1, 1),
                Samples.decision("j-1", 1, 2),
                Samples.outcome("j-1", "acme", 10, 12.5)));
        events.forEach(event -> view.fold(event, T0));
        JobDescription inOrder = describe("j-1");

        for (int round = 0; round < 50; round++) {
            Collections.shuffle(events, new Random(seed * 1_000 + round));
            var other = new PlatformView();
            events.forEach(event -> other.fold(event, T0));
            events.forEach(event -> other.fold(event, T0));

            assertThat(other.describe("acme", "j-1", NOW)).contains(inOrder);
        }
    }

    @Test
    void countsWhatEachAttemptCosts() {
        fold(0, Samples.job("j-1", "acme"));
        fold(10, Samples.bound("j-1", 5, 11, "w-1"));
        fold(20, Samples.bound("j-1", 5, 11, "w-1", "w-2"));
        fold(30, Samples.released("j-1", 5, 11, AssignmentReason.YIELDED_TO_MORE_URGENT));
        fold(50, Samples.bound("j-1", 5, 12, "w-3"));

        JobDescription job = describe("j-1");

        assertThat(job.attempts()).hasSize(2);
        assertThat(job.attempts().get(0).gpuSeconds()).isEqualTo(10 + 2 * 10);
        assertThat(job.attempts().get(0).stints()).hasSize(2);
        assertThat(job.attempts().get(0).endReason()).isEqualTo(AssignmentReason.YIELDED_TO_MORE_URGENT);
        assertThat(job.attempts().get(0).detail()).isEqualTo("why");
        assertThat(job.attempts().get(1).gpuSeconds()).as("up to now").isEqualTo(50);
        assertThat(job.attempts().get(1).endReason()).isNull();
        assertThat(job.gpuSeconds()).isEqualTo(80);
    }

    @Test
    void anAdoptedAttemptGoesOn() {
        fold(0, Samples.job("j-1", "acme"));
        fold(10, Samples.bound("j-1", 5, 11, "w-1"));
        fold(20, Samples.bound("j-1", 6, 11, "w-1"));
        fold(30, Samples.closed("j-1", 6));

        assertThat(describe("j-1").attempts()).singleElement().satisfies(attempt -> {
            assertThat(attempt.stints()).singleElement().satisfies(stint -> {
                assertThat(stint.from()).isEqualTo(T0.plusSeconds(10));
                assertThat(stint.to()).isEqualTo(T0.plusSeconds(30));
            });
            assertThat(attempt.gpuSeconds()).isEqualTo(20);
            assertThat(attempt.endReason()).isEqualTo(AssignmentReason.ENDED);
        });
    }

    @Test
    void anAttemptThatTakesThePlaceOfAnotherCostsNothingTwice() {
        fold(0, Samples.job("j-1", "acme"));
        fold(10, Samples.bound("j-1", 5, 11, "w-1"));
        fold(20, Samples.bound("j-1", 5, 12, "w-1"));

        JobDescription job = describe("j-1");

        assertThat(job.attempts().get(0).gpuSeconds()).isEqualTo(10);
        assertThat(job.attempts().get(0).endReason()).isEqualTo(AssignmentReason.ALLOCATED);
        assertThat(job.attempts().get(1).gpuSeconds()).as("up to now").isEqualTo(80);
        assertThat(job.attempts().get(1).endReason()).isNull();
    }

    @Test
    void voidsAssignmentsOfAnOlderTermAndAllAfterTheLastWord() {
        fold(0, Samples.job("j-1", "acme"));
        fold(10, Samples.bound("j-1", 6, 21, "w-1"));
        fold(20, Samples.released("j-1", 5, 21, AssignmentReason.WORKER_LOST));
        fold(30, Samples.closed("j-1", 6));
        fold(40, Samples.bound("j-1", 7, 22, "w-9"));

        assertThat(describe("j-1").attempts()).hasSize(1);
        assertThat(describe("j-1").gpuSeconds()).isEqualTo(20);
    }

    @Test
    void keepsTheNewestDecision() {
        fold(0, Samples.job("j-1", "acme"));
        fold(1, Samples.decision("j-1", 2, 1));

        fold(2, Samples.decision("j-1", 1, 99));

        assertThat(view.decision("acme", "j-1")).contains(Samples.decision("j-1", 2, 1));
    }

    @Test
    void remembersTheRequestToCancel() {
        fold(0, Samples.job("j-1", "acme"));
        assertThat(status("j-1").cancelRequested()).isFalse();

        fold(1, new CancelRequested("j-1", "acme"));

        assertThat(status("j-1").cancelRequested()).isTrue();
    }

    @Test
    void pagesThroughAllJobsNewestFirstWhileOthersArrive() {
        for (int i = 0; i < 25; i++) {
            fold(i / 2, Samples.job("j-" + i, "acme"));
        }
        List<String> seen = new ArrayList<>();
        JobPage page = view.page("acme", Set.of(), Optional.empty(), 7);
        while (true) {
            page.jobs().forEach(job -> seen.add(job.id()));
            fold(100 + seen.size(), Samples.job("j-late" + seen.size(), "acme"));
            if (page.next() == null) {
                break;
            }
            page = view.page("acme", Set.of(), PageKey.parse(page.next()), 7);
        }

        assertThat(seen).hasSize(25).doesNotHaveDuplicates().startsWith("j-24");
    }

    @Test
    void filtersByState() {
        fold(0, Samples.job("j-1", "acme"));
        fold(0, Samples.job("j-2", "acme"));
        fold(1, Samples.state("j-2", "acme", JobPhase.RUNNING, 1, 1));

        assertThat(view.page("acme", EnumSet.of(JobPhase.RUNNING), Optional.empty(), 10)
                        .jobs())
                .extracting(JobStatus::id)
                .containsExactly("j-2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!", "AAAA", "MTIzNCA", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OSBqLTE"})
    void knowsItsOwnCursorsFromOthers(String cursor) {
        assertThat(PageKey.parse(cursor)).isEmpty();
        var key = new PageKey(T0, "j-1");
        assertThat(PageKey.parse(key.cursor())).contains(key);
    }

    @Test
    void aDatasetIsInUseUntilItsJobsHaveEnded() {
        fold(0, Samples.job("j-1", "acme"));
        assertThat(view.liveJobsNaming("acme", SHA)).containsExactly("j-1");
        assertThat(view.oldestLive()).contains(T0);

        fold(1, Samples.outcome("j-1", "acme", 10, 12.5));

        assertThat(view.liveJobsNaming("acme", SHA)).isEmpty();
        assertThat(view.oldestLive()).isEmpty();
    }

    @Test
    void quotesByWhatTheTenantsJobsNeeded() {
        assertThat(view.quote("acme", Samples.spec(SHA)).basis()).isEqualTo(QuoteBasis.NOTHING);
        for (int i = 1; i <= 5; i++) {
            fold(i, Samples.job("j-" + i, "acme"));
            fold(i, Samples.outcome("j-" + i, "acme", i * 10L, i * 20));
        }
        fold(9, Samples.job("j-b", "bolt"));
        fold(9, Samples.outcome("j-b", "bolt", 1, 1_000));

        Quote same = view.quote("acme", Samples.spec(SHA));
        assertThat(same).isEqualTo(new Quote(QuoteBasis.SAME_DATASET, 5, 14.0, 30.0, 46.0, 60.0, 600.0));
        assertThat(view.quote("acme", Samples.spec("other")).basis()).isEqualTo(QuoteBasis.SAME_MODEL);
    }

    @Test
    void showsEachTenantItsPromises() {
        var acme = new SloReport("acme", T0, 9, 1, 1, 3, 0.9);
        var bolt = new SloReport("bolt", T0, 0, 0, 0, 1, null);
        fold(1, bolt);
        fold(2, acme);

        assertThat(view.slo("acme")).contains(acme);
        assertThat(view.slo()).containsExactly(acme, bolt);
    }

    @Test
    void stopsWaitingForWhatDoesNotCome() {
        assertThat(view.await(() -> false, Duration.ofMillis(1))).isFalse();
        assertThat(view.await(() -> true, Duration.ZERO)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void everyEndIsAState(EndKind end) {
        assertThat(JobPhase.valueOf(end.name()).isFinal()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonToEndIsAReasonOfAState(EndReason reason) {
        assertThat(PhaseReason.values()).extracting(PhaseReason::name).contains(reason.name());
    }

    private JobStatus status(String job) {
        return view.status("acme", job).orElseThrow();
    }

    private JobDescription describe(String job) {
        return view.describe("acme", job, NOW).orElseThrow();
    }

    private void fold(long second, Event event) {
        view.fold(event, T0.plusSeconds(second));
    }
}
