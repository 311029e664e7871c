package io.prompttuner.trainer.worker.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.trainer.worker.Happening.Finished;
import io.prompttuner.trainer.worker.Jobs;
import io.prompttuner.trainer.worker.Order;
import io.prompttuner.trainer.worker.Why;
import io.prompttuner.trainer.worker.attempt.BankLookup.Proposal;
import io.prompttuner.wire.event.BankAnswer;
import io.prompttuner.wire.event.Candidate;
import io.prompttuner.wire.event.EndReason;
import io.prompttuner.wire.event.StartKind;
import io.prompttuner.wire.event.Started;
import io.prompttuner.wire.event.StepKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RaceStartTest {

    private static final long FIRST = 1;
    private static final long SECOND = 2;

    @TempDir
    Path directory;

    private Bench bench;
    private Jobs job;
    private int lookups;

    @BeforeEach
    void setUp() {
        bench = new Bench(directory);
        job = Jobs.job("job-1").on(bench.task()).from(StartKind.RACE, "9", null).steps(60, 20);
    }

    @Test
    void goesOnFromTheWinner() {
        String near = proposes(5, 5);

        bench.run(job, FIRST);

        Started started = started(0);
        assertThat(started.initial()).isEqualTo(StartKind.PROMPT);
        assertThat(started.prompt()).isEqualTo(near);
        assertThat(started.fromJob()).isEqualTo("job-0");
        assertThat(started.bank()).isEqualTo(BankAnswer.CANDIDATES);
        assertThat(started.candidates())
                .extracting(Candidate::kind)
                .containsExactly(StartKind.PROMPT, StartKind.TEXT, StartKind.PLAIN);
        assertThat(started.features()).hasSize(2);
        assertThat(bench.manifest(bench.log.prompt()).initialPrompt()).isEqualTo("prompt " + near);
    }

    @Test
    void countsTheLosersStepsApartFromTheWinners() {
        proposes(5, 5);

        bench.run(job, FIRST);

        long winner = bench.log.written.get(0).step();
        long losers =
                started(0).candidates().stream().mapToLong(Candidate::steps).sum() - winner;
        assertThat(winner).isPositive();
        assertThat(started(0).raceSteps()).isEqualTo(losers).isPositive();
        assertThat(bench.log.lines()).contains("step " + (winner + 1)).doesNotContain("step " + winner);
    }

    @Test
    void keepsTheWinnerBeforeItSaysWhoWon() {
        proposes(5, 5);
        bench.log.before = report -> {
            if (report.kind() == StepKind.STARTED) {
                assertThat(bench.stores.checkpoints().jobs()).hasSize(1);
            }
        };

        bench.run(job, FIRST);

        assertThat(bench.log.lines())
                .startsWith("started " + bench.log.written.get(0).step());
    }

    @Test
    void neverRacesAgainOnceItIsDecided() {
        proposes(5, 5);
        bench.script = (boundary, step) -> step == 20 ? new Order.Pause(Why.PAUSED) : null;
        bench.run(job, FIRST);
        bench.script = (boundary, step) -> null;

        bench.run(job, SECOND);

        assertThat(lookups).isEqualTo(1);
        assertThat(started(bench.log.lines().lastIndexOf("started 20"))).isEqualTo(started(0));
    }

    @Test
    void racesAgainIfItWasStoppedBeforeItWasDecided() {
        proposes(5, 5);
        bench.script = (boundary, step) -> boundary == 4 ? new Order.Pause(Why.PAUSED) : null;
        assertThat(bench.run(job, FIRST)).isEqualTo(new Finished(Why.PAUSED, ""));
        assertThat(bench.log.written).isEmpty();
        bench.script = (boundary, step) -> null;

        bench.run(job, SECOND);

        assertThat(lookups).isEqualTo(2);
    }

    @Test
    void endsWithoutAPromptWhenItIsCancelledDuringTheRace() {
        proposes(5, 5);
        bench.script =
                (boundary, step) -> boundary == 4 ? new Order.Stop(EndReason.CANCEL_REQUESTED, Optional.empty()) : null;

        bench.run(job, FIRST);

        assertThat(bench.log.lines()).containsExactly("ended 0");
        assertThat(bench.log.ended().prompt()).isNull();
    }

    @Test
    void startsWithoutTheBankWhenItDoesNotAnswer() {
        bench.run(job.from(StartKind.RACE, null, null), FIRST);

        assertThat(started(0).bank()).isEqualTo(BankAnswer.UNAVAILABLE);
        assertThat(started(0).initial()).isEqualTo(StartKind.PLAIN);
        assertThat(started(0).candidates()).isEmpty();
        assertThat(started(0).raceSteps()).isZero();
    }

    @Test
    void saysThatNothingIsNearWhenTheBankKnowsNothing() {
        bench.bank = (name, features, k) -> Optional.of(List.of());

        bench.run(job.from(StartKind.RACE, null, null), FIRST);

        assertThat(started(0).bank()).isEqualTo(BankAnswer.NOTHING_NEAR);
    }

    @Test
    void passesOverProposalsThatAreGoneOrAbsurd() {
        bench.bank = (name, features, k) -> Optional.of(List.of(
                new Proposal("acme", "f".repeat(64), "gone"),
                new Proposal("../acme", "f".repeat(64), "hostile"),
                new Proposal("acme", "not a hash", "broken")));

        bench.run(job.from(StartKind.RACE, null, null), FIRST);

        assertThat(started(0).bank()).isEqualTo(BankAnswer.NOTHING_NEAR);
        assertThat(started(0).initial()).isEqualTo(StartKind.PLAIN);
    }

    @Test
    void tellsALossThatIsNotFiniteAsTheLargestThereIs() {
        proposes(Float.NaN, 0);

        bench.run(job, FIRST);

        assertThat(started(0).candidates().get(0).loss()).isEqualTo(Double.MAX_VALUE);
        assertThat(started(0).initial()).isNotEqualTo(StartKind.PROMPT);
    }

    @Test
    void startsAShareOfJobsPlainOnPurpose() {
        var share = new PlainShare(10);

        long plain =
                IntStream.range(0, 10_000).filter(i -> share.holds("job-" + i)).count();

        assertThat(plain).isBetween(900L, 1_100L);
        assertThat(IntStream.range(0, 100).filter(i -> new PlainShare(0).holds("job-" + i)))
                .isEmpty();
    }

    @Test
    void doesNotAskTheBankForAJobThatStartsPlainOnPurpose() {
        proposes(5, 5);
        bench.habits = new Habits(bench.habits.checkpointEvery(), 3, 1, 0);

        bench.run(job, FIRST);

        assertThat(lookups).isZero();
        assertThat(started(0).bank()).isEqualTo(BankAnswer.NOT_ASKED);
        assertThat(started(0).initial()).isEqualTo(StartKind.PLAIN);
        assertThat(started(0).features()).isNotEmpty();
    }

    @Test
    void startsFromATextOrAPromptIfAsked() {
        bench.run(job.from(StartKind.TEXT, "9 8 7", null), FIRST);
        assertThat(started(0).initial()).isEqualTo(StartKind.TEXT);

        String hash = bench.prompt(5, 5).hash().hex();
        bench.run(Jobs.job("job-2").on(job.dataset()).from(StartKind.PROMPT, null, hash), FIRST);
        assertThat(bench.log.all(StepKind.STARTED))
                .last()
                .satisfies(report -> assertThat(
                                Objects.requireNonNull(report.started()).prompt())
                        .isEqualTo(hash));
    }

    private String proposes(float... prompt) {
        String hash = bench.prompt(prompt).hash().hex();
        bench.bank = (name, features, k) -> {
            lookups++;
            assertThat(name).isEqualTo("job-1");
            assertThat(k).isEqualTo(3);
            return Optional.of(List.of(new Proposal(Jobs.TENANT, hash, "job-0")));
        };
        return hash;
    }

    private Started started(int index) {
        return Objects.requireNonNull(bench.log.written.get(index).started());
    }
}
