package io.prompttuner.platform.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.prompttuner.gateway.api.Attempt;
import io.prompttuner.gateway.api.JobDescription;
import io.prompttuner.gateway.api.JobOutcome;
import io.prompttuner.gateway.api.JobStatus;
import io.prompttuner.gateway.api.Stint;
import io.prompttuner.platform.demo.DemoReport.Crew;
import io.prompttuner.platform.demo.DemoReport.Shared;
import io.prompttuner.wire.event.AfterDeadline;
import io.prompttuner.wire.event.AssignmentReason;
import io.prompttuner.wire.event.Decision;
import io.prompttuner.wire.event.EndKind;
import io.prompttuner.wire.event.EndReason;
import io.prompttuner.wire.event.Ended;
import io.prompttuner.wire.event.Forecast;
import io.prompttuner.wire.event.JobPhase;
import io.prompttuner.wire.event.JobSpec;
import io.prompttuner.wire.event.Option;
import io.prompttuner.wire.event.PhaseReason;
import io.prompttuner.wire.event.Start;
import io.prompttuner.wire.event.StartKind;
import io.prompttuner.wire.event.Target;
import io.prompttuner.wire.event.TargetMetric;
import io.prompttuner.wire.event.Verdict;
import io.prompttuner.wire.event.Wish;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One worker takes 32 s, of which 300 steps are 30. */
class SharedArrivalTest {

    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
    private static final Stint ONE = stint(0, 4, "w1");
    private static final Stint TWO = stint(4, 24, "w1", "w2");

    @Test
    void reckonsTheDeadlineByWhatOneWorkerTook() throws DemoFailedException {
        SharedArrival arrival = measured();

        assertThat(arrival.deadline()).isBetween(Duration.ofSeconds(29), Duration.ofSeconds(31));
        assertThat(arrival.announcement()).contains("300 steps of 0.10 s", "one worker has taken 32.0 s");
    }

    @Test
    void aJobWhosePaceNobodySawTellsNothing() {
        assertThatExceptionOfType(DemoFailedException.class)
                .isThrownBy(() -> SharedArrival.measure(ended(32, "a", stint(0, 32, "w1")), new SeenSteps(300)));
    }

    @Test
    void tellsWhoGaveItASecondWorkerAndWhatCameOfIt() throws DemoFailedException {
        SharedArrival arrival = measured();

        assertThat(arrival.look(running(1, 10, decision(1)))).isEmpty();
        assertThat(arrival.look(running(3, 30, decision(2))))
                .singleElement()
                .asString()
                .contains("2 workers by decision 7-2-j");
        assertThat(arrival.look(running(5, 40, decision(2)))).isEmpty();
        arrival.look(running(15, 190, decision(2)));
        Shared shown = arrival.shown(ended(24, "a", ONE, TWO));

        assertThat(shown.joined()).isEqualTo(4);
        assertThat(shown.decision()).isEqualTo("7-2-j");
        assertThat(shown.reason()).isEqualTo("on 2; one worker: too few");
        assertThat(shown.workers()).containsExactly(new Crew(1, 0, 4, 10.0), new Crew(2, 4, 24, 15.0));
        assertThat(shown.onlySharingHelped()).isTrue();
        assertThat(shown.samePrompt()).isTrue();
        assertThat(shown.seconds()).isEqualTo(24);
    }

    @Test
    void aJobThatNobodySharedHasNoSuchDecision() throws DemoFailedException {
        SharedArrival arrival = measured();
        arrival.look(running(1, 10, decision(1)));

        Shared shown = arrival.shown(ended(33, "b", stint(0, 33, "w1")));

        assertThat(shown.joined()).isNull();
        assertThat(shown.decision()).isNull();
        assertThat(shown.samePrompt()).isFalse();
        assertThat(shown.workers()).containsExactly(new Crew(1, 0, 33, null));
    }

    private static SharedArrival measured() throws DemoFailedException {
        var pace = new SeenSteps(300);
        pace.see(10, T0.plusSeconds(2));
        pace.see(290, T0.plusSeconds(30));
        return SharedArrival.measure(ended(32, "a", stint(0, 32, "w1")), pace);
    }

    private static Stint stint(long from, long to, String... workers) {
        return new Stint(
                T0.plusSeconds(from), T0.plusSeconds(to), List.of(workers), workers.length, AssignmentReason.ALLOCATED);
    }

    private static Decision decision(int workers) {
        var chosen = new Option(Wish.RUNNING, workers, 1, 0, "on " + workers);
        var rejected = new Option(Wish.RUNNING, 1, 1, 0, "one worker: too few");
        return new Decision("7-" + workers + "-j", "j", 7, workers, T0, T0, 300, 0.1, 1, chosen, rejected);
    }

    private static JobDescription running(long second, long step, Decision decision) {
        var forecast = new Forecast(T0.plusSeconds(second), step, 300, 300, 300, 0.1, null, 0.5);
        return job(forecast, List.of(), decision, null);
    }

    private static JobDescription ended(long second, String prompt, Stint... stints) {
        var end = new Ended(EndKind.SUCCEEDED, EndReason.TARGET_MET, prompt, 0.01, 1.0, null);
        var outcome = new JobOutcome(
                Verdict.MET, end, T0.plusSeconds(second), 300, 0, 1, second, second, List.of(), null, List.of());
        return job(null, List.of(new Attempt(1, List.of(stints), second, null, null)), null, outcome);
    }

    private static JobDescription job(
            @Nullable Forecast forecast,
            List<Attempt> attempts,
            @Nullable Decision decision,
            @Nullable JobOutcome outcome) {
        var target = new Target(TargetMetric.LOSS, 0.05);
        var spec = new JobSpec("name", "small-lm", "data", target, 300, 300, 16, 16, 4, 0.003, 2, 1);
        var status = new JobStatus(
                "j",
                "acme",
                "name",
                "small-lm",
                JobPhase.RUNNING,
                PhaseReason.SUBMITTED,
                target,
                0,
                300,
                null,
                null,
                null,
                null,
                forecast,
                T0,
                T0,
                T0,
                false,
                null);
        var start = new Start(StartKind.PLAIN, null, null);
        return new JobDescription(T0, status, spec, 7, start, AfterDeadline.CONTINUE, attempts, 0, decision, outcome);
    }
}
