package io.prompttuner.controller.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.prompttuner.controller.rule.Attempts;
import io.prompttuner.controller.rule.Generations;
import io.prompttuner.wire.event.AssignmentEvent;
import io.prompttuner.wire.event.AssignmentKind;
import io.prompttuner.wire.event.AssignmentReason;
import io.prompttuner.wire.event.Checkpointed;
import io.prompttuner.wire.event.EndKind;
import io.prompttuner.wire.event.EndReason;
import io.prompttuner.wire.event.Ended;
import io.prompttuner.wire.event.StepEvent;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class JobTest {

    private final Job job = new Job("j", true);

    @Test
    void mintsAttemptsAboveEveryOneOfLowerTerms() {
        assertThat(job.mint(7)).isEqualTo(7L * (1 << 20) + 1);
        assertThat(job.mint(7)).isEqualTo(7L * (1 << 20) + 2).isGreaterThan(Attempts.of(6, (1 << 20) - 1));
        assertThat(Attempts.term(job.mint(7))).isEqualTo(7);
    }

    @Test
    void theFirstEndWithoutAHigherAttemptBeforeItCounts() {
        job.add(end(1));
        job.add(end(2));

        assertThat(job.end()).contains(end(1));
    }

    @Test
    void anEndBelowTheHighestAttemptBeforeItIsNone() {
        job.add(saved(2, 5));
        job.add(end(1));
        assertThat(job.end()).isEmpty();
        job.add(end(2));
        assertThat(job.end()).contains(end(2));
    }

    @Test
    void withoutTheRuleAnyEndCounts() {
        Job loose = new Job("j", false);
        loose.add(saved(2, 5));
        loose.add(end(1));

        assertThat(loose.end()).contains(end(1));
    }

    @Test
    void aZombiesCheckpointIsNotTheNewest() {
        job.add(saved(2, 5));
        job.add(saved(1, 9));

        assertThat(job.checkpoint()).contains(saved(2, 5));
    }

    @Test
    void boundAgainUnderANewTermIsTheSameBinding() {
        job.add(assignment(AssignmentKind.BOUND, 1, 1, AssignmentReason.ALLOCATED));
        job.add(assignment(AssignmentKind.BOUND, 2, 1, AssignmentReason.ADOPTED));
        job.add(assignment(AssignmentKind.RELEASED, 1, 1, AssignmentReason.WORKER_LOST));

        assertThat(job.open()).map(Binding::term).contains(2L);
        assertThat(job.crashesInARow()).isZero();
    }

    @Test
    void anAttemptThatAnotherHadToReplaceHasDied() {
        job.add(assignment(AssignmentKind.BOUND, 1, 1, AssignmentReason.ALLOCATED));
        job.add(assignment(AssignmentKind.BOUND, 1, 2, AssignmentReason.WORKER_LOST));
        job.add(assignment(AssignmentKind.BOUND, 1, 3, AssignmentReason.ALLOCATED)); // another share of the batch
        job.add(assignment(AssignmentKind.BOUND, 2, 4, AssignmentReason.NOT_ADOPTED));

        assertThat(job.crashesInARow()).isEqualTo(1);
    }

    @Test
    void whoComesAgainHasAnotherSeatAndASecondRecordOfAChangeChangesNothing() {
        job.add(shared(AssignmentKind.BOUND, 1, 0, "w-1", "w-2"));
        job.add(shared(AssignmentKind.RESIZED, 1, 1, "w-1"));
        job.add(shared(AssignmentKind.RESIZED, 1, 2, "w-1", "w-2"));
        job.add(shared(AssignmentKind.RESIZED, 1, 1, "w-1"));
        job.add(shared(AssignmentKind.BOUND, 2, 0, "w-1", "w-2"));

        long first = Generations.of(1, 0);
        assertThat(job.open())
                .map(Binding::group)
                .contains(new Group(
                        first,
                        Generations.of(2, 0),
                        List.of(new Group.Seat("w-1", first), new Group.Seat("w-2", Generations.of(1, 2)))));
    }

    @Test
    void whoIsAdoptedKeepsItsSeatWhateverAnOlderControllerSaidMeanwhile() {
        job.add(shared(AssignmentKind.BOUND, 1, 0, "w-1"));
        job.add(shared(AssignmentKind.BOUND, 2, 0, "w-1"));
        Group before = job.open().orElseThrow().group();
        job.add(shared(AssignmentKind.BOUND, 3, 0, "w-1", "w-2"));
        job.add(assignment(AssignmentKind.RELEASED, 2, 3, AssignmentReason.NOT_ADOPTED));
        job.add(assignment(AssignmentKind.BOUND, 2, 2, AssignmentReason.ADOPTED));

        assertThat(job.open()).map(Binding::group).contains(before);
    }

    @Test
    void nothingCountsAfterClosed() {
        job.add(assignment(AssignmentKind.CLOSED, 1, 0, AssignmentReason.ENDED));
        job.add(assignment(AssignmentKind.BOUND, 2, 1, AssignmentReason.ALLOCATED));

        assertThat(job.open()).isEmpty();
        assertThat(job.isClosed()).isTrue();
    }

    /** Two topics, read in any order: the row of crashes is the same. */
    @Test
    void countsTheSameCrashesInWhateverOrderTheTopicsAreRead() {
        var random = new SplittableRandom(17);
        for (int round = 0; round < 500; round++) {
            List<AssignmentEvent> assignments = deaths(random);
            List<StepEvent> reports = checkpoints(random);
            Job first = new Job("j", true);
            assignments.forEach(first::add);
            reports.forEach(first::add);
            Job second = new Job("j", true);
            reports.forEach(second::add);
            assignments.forEach(second::add);

            assertThat(second.crashesInARow()).isEqualTo(first.crashesInARow());
            assertThat(second.lastError()).isEqualTo(first.lastError());
        }
    }

    private static List<AssignmentEvent> deaths(SplittableRandom random) {
        AssignmentReason[] reasons = {
            AssignmentReason.WORKER_LOST,
            AssignmentReason.WORKER_FAILED,
            AssignmentReason.NOT_ADOPTED,
            AssignmentReason.YIELDED_TO_MORE_URGENT
        };
        return random.ints(8, 0, reasons.length)
                .mapToObj(reason -> reasons[reason])
                .map(reason -> assignment(AssignmentKind.RELEASED, 1, random.nextInt(1, 9), reason))
                .sorted((a, b) -> Long.compare(a.attempt(), b.attempt()))
                .toList();
    }

    private static List<StepEvent> checkpoints(SplittableRandom random) {
        return random.ints(random.nextInt(4), 1, 9)
                .sorted()
                .mapToObj(attempt -> saved(attempt, random.nextInt(30)))
                .toList();
    }

    private static AssignmentEvent shared(AssignmentKind kind, long attempt, int generation, String... workers) {
        return new AssignmentEvent(
                kind,
                "j",
                1,
                attempt,
                generation,
                List.of(workers),
                null,
                workers.length,
                0,
                0,
                AssignmentReason.ALLOCATED,
                null);
    }

    private static StepEvent end(long attempt) {
        return StepEvent.ended(
                "j", attempt, 9, "w", new Ended(EndKind.SUCCEEDED, EndReason.TARGET_MET, "p", 0.1, 1.0, null));
    }

    private static StepEvent saved(long attempt, long step) {
        return StepEvent.checkpointed("j", attempt, step, "w", new Checkpointed("p", 0.1, 1.0));
    }

    private static AssignmentEvent assignment(AssignmentKind kind, long term, long attempt, AssignmentReason reason) {
        List<String> workers = kind == AssignmentKind.BOUND ? List.of("w-1") : List.of();
        return new AssignmentEvent(kind, "j", term, attempt, null, workers, null, workers.size(), 0, 0, reason, null);
    }
}
