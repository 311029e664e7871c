package io.prompttuner.trainer.worker.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prompttuner.store.Checkpoint;
import io.prompttuner.store.CheckpointKey;
import io.prompttuner.store.name.JobSlug;
import io.prompttuner.trainer.worker.Happening.Finished;
import io.prompttuner.trainer.worker.Jobs;
import io.prompttuner.trainer.worker.Order;
import io.prompttuner.trainer.worker.Why;
import io.prompttuner.wire.event.Checkpointed;
import io.prompttuner.wire.event.EndKind;
import io.prompttuner.wire.event.EndReason;
import io.prompttuner.wire.event.Ended;
import io.prompttuner.wire.event.StepEvent;
import io.prompttuner.wire.event.StepKind;
import io.prompttuner.wire.event.TargetMetric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttemptRunnerTest {

    private static final long FIRST = (3L << 20) + 1;
    private static final long SECOND = FIRST + 1;
    private static final Finished ENDED = new Finished(Why.ENDED, "");
    private static final Finished PAUSED = new Finished(Why.PAUSED, "");
    private static final Finished DROPPED = new Finished(Why.DROPPED, "");
    private static final Comparator<StepEvent> ORDER = Comparator.comparingLong(StepEvent::attempt)
            .thenComparingLong(StepEvent::step)
            .thenComparing(StepEvent::kind);

    @TempDir
    Path directory;

    private Bench bench;
    private Jobs job;

    @BeforeEach
    void setUp() {
        bench = new Bench(directory);
        job = Jobs.job("job-1").on(bench.task());
    }

    @Test
    void tellsEverythingInTheOrderOfTheContract() {
        assertThat(bench.run(job, FIRST)).isEqualTo(ENDED);

        assertThat(bench.log.lines())
                .containsExactly(
                        "started 0",
                        "evaluated 0",
                        "checkpointed 0",
                        "step 1",
                        "step 2",
                        "step 3",
                        "step 4",
                        "step 5",
                        "evaluated 5",
                        "checkpointed 5",
                        "step 6",
                        "step 7",
                        "step 8",
                        "step 9",
                        "step 10",
                        "evaluated 10",
                        "checkpointed 10",
                        "step 11",
                        "step 12",
                        "evaluated 12",
                        "checkpointed 12",
                        "ended 12");
        assertThat(bench.log.written).isSortedAccordingTo(ORDER).doesNotHaveDuplicates();
        assertThat(bench.log.written).allMatch(report -> report.author().equals("worker-1"));
    }

    @Test
    void saysWhatAStepTook() {
        bench.run(job, FIRST);

        assertThat(bench.log.written.stream()
                        .flatMap(report -> Stream.ofNullable(report.measured()))
                        .toList())
                .hasSize(12)
                .allSatisfy(step -> {
                    assertThat(step.tokens()).isPositive();
                    assertThat(step.memoryMiB()).isEqualTo(300);
                });
    }

    @Test
    void namesNothingThatIsNotDurableYet() {
        bench.log.before = report -> {
            Checkpointed named = report.checkpointed();
            Ended ended = report.ended();
            if (named != null && named.bestPrompt() != null) {
                assertThat(bench.manifest(named.bestPrompt())).isNotNull();
                assertThat(bench.stores.checkpoints().list(slug())).isNotEmpty();
            }
            if (ended != null) {
                assertThat(bench.manifest(Objects.requireNonNull(ended.prompt())))
                        .isNotNull();
            }
        };

        bench.run(job, FIRST);

        assertThat(bench.log.ended().prompt()).isNotNull();
    }

    @Test
    void endsWithTheSamePromptWhereverAnAttemptWasKilled() throws IOException {
        Jobs brief = job.steps(7, 3);
        bench.run(brief, FIRST);
        String undisturbed = bench.log.prompt();
        int boundaries = bench.boundaries();

        for (int kill = 1; kill <= boundaries; kill++) {
            var killed = new Bench(Files.createDirectory(directory.resolve("kill-" + kill)));
            killed.task();
            int last = kill;
            killed.script = (boundary, step) -> {
                if (boundary == last) {
                    throw new Killed();
                }
                return null;
            };
            assertThatThrownBy(() -> killed.run(brief, FIRST)).isInstanceOf(Killed.class);
            killed.script = (boundary, step) -> null;

            assertThat(killed.run(brief, SECOND)).isEqualTo(ENDED);

            assertThat(killed.log.prompt()).as("killed at boundary %d", kill).isEqualTo(undisturbed);
            assertThat(killed.log.written).as("killed at boundary %d", kill).isSortedAccordingTo(ORDER);
        }
    }

    @Test
    void repeatsHowTheJobStartedAtEveryAttempt() {
        bench.script = (boundary, step) -> step == 7 ? new Order.Pause(Why.PAUSED) : null;
        bench.run(job, FIRST);
        bench.script = (boundary, step) -> null;
        bench.run(job, SECOND);

        List<StepEvent> started = bench.log.all(StepKind.STARTED);
        assertThat(started).extracting(StepEvent::attempt).containsExactly(FIRST, SECOND);
        assertThat(started).extracting(StepEvent::step).containsExactly(0L, 7L);
        assertThat(started.get(1).started()).isEqualTo(started.get(0).started());
    }

    @Test
    void checkpointsAtTheNextBoundaryWhenPaused() {
        bench.script = (boundary, step) -> step == 7 ? new Order.Pause(Why.PAUSED) : null;

        assertThat(bench.run(job, FIRST)).isEqualTo(PAUSED);

        assertThat(bench.log.lines()).endsWith("step 7", "checkpointed 7");
        assertThat(bench.stores.checkpoints().list(slug())).last().isEqualTo(new CheckpointKey(FIRST, 7));
    }

    @Test
    void checkpointsAndWaitsWhenItIsAlone() {
        bench.script = (boundary, step) -> step == 7 ? new Order.Pause(Why.ORPHANED) : null;

        assertThat(bench.run(job, FIRST)).isEqualTo(new Finished(Why.ORPHANED, ""));
        assertThat(bench.stores.checkpoints().list(slug())).last().isEqualTo(new CheckpointKey(FIRST, 7));
    }

    @Test
    void writesNothingMoreOnceDropped() {
        bench.script = (boundary, step) -> step == 7 ? new Order.Drop() : null;

        assertThat(bench.run(job, FIRST)).isEqualTo(DROPPED);

        assertThat(bench.log.lines()).endsWith("step 6");
        assertThat(bench.stores.checkpoints().list(slug())).last().isEqualTo(new CheckpointKey(FIRST, 5));
        assertThat(bench.log.discarded).containsExactly("job-1/" + FIRST);
    }

    @Test
    void endsACancelledJobWithItsBestPrompt() {
        bench.script =
                (boundary, step) -> step == 7 ? new Order.Stop(EndReason.CANCEL_REQUESTED, Optional.empty()) : null;

        assertThat(bench.run(job, FIRST)).isEqualTo(ENDED);

        assertThat(bench.log.lines()).endsWith("step 7", "ended 7");
        assertThat(bench.log.ended().end()).isEqualTo(EndKind.CANCELLED);
        assertThat(bench.log.ended().prompt()).isEqualTo(lastBest());
    }

    @Test
    void endsAJobWhoseDeadlinePassedAsExhausted() {
        bench.script =
                (boundary, step) -> step == 7 ? new Order.Stop(EndReason.DEADLINE_PASSED, Optional.empty()) : null;

        bench.run(job, FIRST);

        assertThat(bench.log.ended())
                .extracting(Ended::end, Ended::reason)
                .containsExactly(EndKind.EXHAUSTED, EndReason.DEADLINE_PASSED);
    }

    @Test
    void letsATargetThatIsMetStandWhateverWasOrdered() {
        Jobs met = job.until(TargetMetric.LOSS, 1e9);
        bench.script =
                (boundary, step) -> boundary > 2 ? new Order.Stop(EndReason.CANCEL_REQUESTED, Optional.empty()) : null;

        assertThat(bench.run(met, FIRST)).isEqualTo(ENDED);

        assertThat(bench.log.lines()).containsExactly("started 0", "evaluated 0", "checkpointed 0", "ended 0");
        assertThat(bench.log.ended())
                .extracting(Ended::end, Ended::reason)
                .containsExactly(EndKind.SUCCEEDED, EndReason.TARGET_MET);
    }

    @Test
    void entersANewerAttemptFromMemory() {
        bench.script = (boundary, step) -> step == 6 ? new Order.GoOn(SECOND, 1, Bench.ALONE) : null;

        assertThat(bench.run(job, FIRST)).isEqualTo(ENDED);

        assertThat(bench.log.lines()).containsSubsequence("checkpointed 5", "started 6", "step 6", "step 7");
        assertThat(bench.log.written).isSortedAccordingTo(ORDER);
        assertThat(bench.log.written.get(bench.log.written.size() - 1).attempt())
                .isEqualTo(SECOND);
    }

    @Test
    void recordsHowTheBatchWasThrottled() {
        bench.script = (boundary, step) -> step == 2 ? new Order.GoOn(FIRST, 0.5, Bench.ALONE) : null;

        bench.run(job, FIRST);

        List<Double> scales = bench.log.all(StepKind.STEP).stream()
                .map(report -> Objects.requireNonNull(report.measured()).batchScale())
                .toList();
        assertThat(scales).startsWith(1.0, 1.0, 0.5).endsWith(0.5);
        assertThat(bench.manifest(bench.log.prompt()).settings()).containsEntry("batchScale", "2:0.5");
    }

    @Test
    void entersAnAttemptAtAnotherBatchScaleFromMemory() {
        bench.script = (boundary, step) -> step == 6 ? new Order.GoOn(SECOND, 0.5, Bench.ALONE) : null;

        assertThat(bench.run(job, FIRST)).isEqualTo(ENDED);

        assertThat(bench.log.written).isSortedAccordingTo(ORDER);
        List<StepEvent> started = bench.log.all(StepKind.STARTED);
        assertThat(started).extracting(StepEvent::attempt).containsExactly(FIRST, SECOND);
        assertThat(started.get(1).started()).isEqualTo(started.get(0).started());
        assertThat(bench.log.all(StepKind.STEP))
                .extracting(StepEvent::step)
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
        assertThat(bench.log.all(StepKind.STEP).stream()
                        .filter(report -> report.step() > 6)
                        .map(report -> Objects.requireNonNull(report.measured()).batchScale()))
                .containsOnly(0.5);
        Checkpoint newest = bench.stores.checkpoints().newest(slug()).orElseThrow();
        assertThat(newest.key()).isEqualTo(new CheckpointKey(SECOND, 12));
        assertThat(SavedRun.read(newest.content()).state().batchScale()).isEqualTo(0.5);
    }

    @Test
    void theSameThrottledHistoryGivesTheSameBytesFromMemoryOrFromACheckpoint() throws IOException {
        bench.run(job, FIRST);
        var fromMemory = fresh("from-memory");
        fromMemory.script = (boundary, step) -> step == 6 ? new Order.GoOn(SECOND, 0.5, Bench.ALONE) : null;
        fromMemory.run(job, FIRST);
        var again = fresh("again");
        again.script = fromMemory.script;
        again.run(job, FIRST);
        var fromCheckpoint = fresh("from-checkpoint");
        fromCheckpoint.script = (boundary, step) -> step == 6 ? new Order.Pause(Why.PAUSED) : null;
        fromCheckpoint.run(job, FIRST);
        fromCheckpoint.script = (boundary, step) -> null;
        fromCheckpoint.run(job, SECOND, 0.5);

        assertThat(lastState(again)).isEqualTo(lastState(fromMemory));
        assertThat(lastState(fromCheckpoint)).isEqualTo(lastState(fromMemory));
        assertThat(lastState(bench)).isNotEqualTo(lastState(fromMemory));
        assertThat(fromCheckpoint.log.prompt()).isEqualTo(fromMemory.log.prompt());
    }

    @Test
    void checkpointsBetweenEvaluationsWhenTheyAreFarApart() {
        bench.perStep = Duration.ofSeconds(4);

        bench.run(job.steps(12, 100), FIRST);

        assertThat(bench.log.lines().stream().filter(line -> line.startsWith("checkpointed")))
                .containsExactly(
                        "checkpointed 0", "checkpointed 3", "checkpointed 6", "checkpointed 9", "checkpointed 12");
    }

    @Test
    void keepsTwoCheckpointsOfItsAttemptAndNoneOfOlderOnes() {
        bench.script = (boundary, step) -> step == 7 ? new Order.Pause(Why.PAUSED) : null;
        bench.run(job, FIRST);
        bench.script = (boundary, step) -> null;
        bench.run(job, SECOND);

        assertThat(bench.stores.checkpoints().list(slug()))
                .containsExactly(new CheckpointKey(SECOND, 10), new CheckpointKey(SECOND, 12));
    }

    @Test
    void leavesACheckpointWhenTheProcessEnds() {
        bench.script = (boundary, step) -> step == 7 ? new Order.Leave() : null;

        assertThat(bench.run(job, FIRST).why()).isEqualTo(Why.PAUSED);

        assertThat(bench.stores.checkpoints().list(slug())).last().isEqualTo(new CheckpointKey(FIRST, 7));
        assertThat(bench.log.lines()).doesNotContain("ended 7");
    }

    /** The bytes of prompt, moments and all that goes with them at the job's last step. */
    private static byte[] lastState(Bench after) {
        return after.stores
                .checkpoints()
                .newest(slug())
                .orElseThrow()
                .content()
                .file("state.safetensors")
                .orElseThrow();
    }

    /** Another bench, with the same task and stores of its own. */
    private Bench fresh(String name) throws IOException {
        var other = new Bench(Files.createDirectory(directory.resolve(name)));
        other.task();
        return other;
    }

    private String lastBest() {
        List<StepEvent> all = bench.log.all(StepKind.CHECKPOINTED);
        Checkpointed last = Objects.requireNonNull(all.get(all.size() - 1).checkpointed());
        return Objects.requireNonNull(last.bestPrompt());
    }

    private static JobSlug slug() {
        return new JobSlug("job-1");
    }

    /** The process is gone. */
    private static final class Killed extends RuntimeException {}
}
